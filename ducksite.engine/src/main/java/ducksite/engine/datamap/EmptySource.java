package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.OnEmpty;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;

/** What is told of a source without files, as the source says itself. */
final class EmptySource {

  private static final String CONFIGURATION = "config/";

  private EmptySource() {}

  static void report(FileSource source, Problems problems) {
    if (source.onEmpty() == OnEmpty.IGNORE) {
      return;
    }
    Position place =
        source.position(
            source.positions().containsKey("plugin")
                ? "plugin"
                : source.upstreamGlob() != null ? "upstream_glob" : "pattern");
    boolean explained =
        problems.errors().stream()
            .anyMatch(
                each ->
                    each.code().startsWith(CONFIGURATION)
                        && place.source().file().equals(each.file())
                        && place.line() == each.line());
    if (explained) {
      return;
    }
    boolean allowed = source.onEmpty() == OnEmpty.WARN || source.name() == null;
    Problem problem =
        place.error(
            "data/empty-source",
            source.label() + " has no files",
            "check the pattern, or set on_empty = \"" + (allowed ? "ignore" : "warn") + "\"");
    problems.add(allowed ? problem.withSeverity(Severity.WARNING) : problem);
  }
}
