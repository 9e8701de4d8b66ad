package ducksite.engine.project;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one route: its TOML with its SQL and, perhaps, its Markdown. */
final class RouteFileReader {

  private static final Pattern DIRECTIVE = Pattern.compile("<!--\\s*@([A-Za-z_]+)");

  private final ProjectFiles files;
  private final RouteReader reader;
  private final Problems problems;

  RouteFileReader(ProjectFiles files, Map<String, Position> projectNames, Problems problems) {
    this.files = files.reporting(problems);
    this.reader = new RouteReader(projectNames, problems);
    this.problems = problems;
  }

  /** The route of a file; empty when it cannot be used, which is reported. */
  Optional<RouteSource> read(String tomlFile, String stem, boolean documented) {
    @Nullable SourceText toml = files.read(tomlFile).orElse(null);
    @Nullable SourceText sql = files.read(stem + ".sql").orElse(null);
    @Nullable SourceText doc = documented ? files.read(stem + ".md").orElse(null) : null;
    warnOfDirectives(sql);
    warnOfDirectives(doc);
    TomlDocument document =
        toml == null ? null : TomlDocument.read(toml, "route/toml-syntax", problems);
    boolean usable = sql != null && isFilled(sql);
    if (toml == null || document == null || document.broken() || sql == null) {
      return Optional.empty();
    }
    String name = stem.substring(stem.lastIndexOf('/') + 1);
    SourceFragment statement = SqlExtent.of(sql, 0, sql.text().length());
    RouteSource route = reader.read(document.table(), toml, statement, doc, name);
    return usable ? Optional.of(route) : Optional.empty();
  }

  private boolean isFilled(SourceText sql) {
    SourceFragment statement = SqlExtent.of(sql, 0, sql.text().length());
    if (statement.start() < statement.end()) {
      return true;
    }
    problems.add(
        sql.start().error("route/empty-sql", "the route's SQL is empty", "write one SELECT"));
    return false;
  }

  private void warnOfDirectives(@Nullable SourceText text) {
    if (text == null) {
      return;
    }
    Matcher matcher = DIRECTIVE.matcher(text.text());
    while (matcher.find()) {
      String message = "the directive `@" + matcher.group(1) + "` in a comment has no effect";
      problems.add(
          text.problem(
              "route/directive-ignored",
              Severity.WARNING,
              matcher.start(),
              message,
              "move it into the TOML"));
    }
  }
}
