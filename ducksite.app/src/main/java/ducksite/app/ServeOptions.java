package ducksite.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of verbs that serve. */
final class ServeOptions {

  @Option(names = "--host", description = "The address to listen on (default: [server] host).")
  @Nullable String host;

  @Option(
      names = "--port",
      converter = PortNumber.class,
      description = "The port to listen on, 0 for any (default: [server] port).")
  @Nullable Integer port;

  @Option(names = "--watch", description = "Compiles again when a file of the project changes.")
  boolean watch;

  @Option(
      names = "--watch-interval",
      paramLabel = "SECONDS",
      description = "Pause between two looks at the files.")
  @Nullable Double watchInterval;

  @Option(
      names = "--no-build",
      description = "Serves what was published last, without compiling the project.")
  boolean noBuild;

  @Option(
      names = "--insecure",
      description = "Serves without authentication on an address that others can reach.")
  boolean insecure;

  @Mixin SafeMode safeMode;
}
