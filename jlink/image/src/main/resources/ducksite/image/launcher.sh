#!/bin/sh
# Starts ducksite: finds the image that this file lies in, also through symbolic links, and runs it.
# The options up to DUCKSITE_JAVA_OPTS are those of the run that made lib/ducksite.aot: with others the JVM ignores the
# cache and starts slower. DUCKSITE_JAVA_OPTS holds further JVM options, separated by blanks (-Xmx2g -XX:+UseG1GC …).
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname -- "$self")/$target ;;
  esac
done
home=$(cd -- "$(dirname -- "$self")/.." && pwd -P) || exit 2
# Two collectors are an error for the JVM, so one that the operator names replaces ours.
collector=@collector@
case $DUCKSITE_JAVA_OPTS in *-XX:+Use*GC*) collector= ;; esac
set -f
# shellcheck disable=SC2086
exec "$home/bin/java" $collector @options@ $DUCKSITE_JAVA_OPTS -m @main@ "$@"
