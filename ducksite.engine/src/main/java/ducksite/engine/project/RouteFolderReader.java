package ducksite.engine.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the routes of a folder: every {@code <stem>.toml} with its {@code <stem>.sql} and, perhaps,
 * {@code <stem>.md}.
 */
final class RouteFolderReader {

  private static final Pattern DIRECTIVE = Pattern.compile("<!--\\s*@([A-Za-z_]+)");

  private final ProjectFiles files;
  private final RouteReader reader;
  private final Problems problems;
  private final Map<String, Position> ids = new LinkedHashMap<>();
  private final Map<String, Position> shapes = new LinkedHashMap<>();

  RouteFolderReader(ProjectFiles files, RouteReader reader, Problems problems) {
    this.files = files;
    this.reader = reader;
    this.problems = problems;
  }

  /** All routes below a folder in the order of their files. */
  List<RouteSource> read(String folder) {
    Set<String> tomls = new LinkedHashSet<>(files.list(folder, ".toml"));
    Set<String> queries = new LinkedHashSet<>(files.list(folder, ".sql"));
    Set<String> docs = new LinkedHashSet<>(files.list(folder, ".md"));
    queries.stream().filter(sql -> !tomls.contains(stem(sql) + ".toml")).forEach(this::orphan);
    docs.stream().filter(doc -> doc.endsWith(".sql.md")).forEach(this::legacy);
    List<RouteSource> routes = new ArrayList<>();
    for (String toml : tomls) {
      String stem = stem(toml);
      if (queries.contains(stem + ".sql")) {
        route(toml, stem, docs.contains(stem + ".md")).filter(this::isNew).ifPresent(routes::add);
      } else {
        Problem problem =
            Problem.warning("route/missing-sql", "the route has no SQL and is not served")
                .withFile(toml);
        problems.add(problem.withHint("write " + stem + ".sql, or remove the TOML"));
      }
    }
    return routes;
  }

  private Optional<RouteSource> route(String tomlFile, String stem, boolean documented) {
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

  private boolean isNew(RouteSource route) {
    Position idPlace = place(route, "id");
    Position pathPlace = place(route, "path");
    Position sameId = ids.putIfAbsent(route.id(), idPlace);
    Position samePath = shapes.putIfAbsent(RoutePath.of(route.path()).shape(), pathPlace);
    if (sameId != null) {
      String message = "two routes have the id '" + route.id() + "'";
      problems.add(
          idPlace
              .error(
                  "route/duplicate-id",
                  message,
                  "give one of them another `id`; without `id` it is the file's stem")
              .withRelated(sameId.place("the first one is here")));
    }
    // Without ids and paths, the same stem is one mistake, not two.
    boolean follows =
        sameId != null
            && route.positions().get("path") == null
            && route.positions().get("meta.path") == null;
    if (samePath != null && !follows) {
      String message = "two routes have the path '" + route.path() + "'";
      problems.add(
          pathPlace
              .error("route/duplicate-path", message, "give one of them another `path`")
              .withRelated(samePath.place("the first one is here")));
    }
    return sameId == null && samePath == null;
  }

  private static Position place(RouteSource route, String key) {
    @Nullable Position meta = route.positions().get("meta." + key);
    return meta == null ? route.position(key) : meta;
  }

  private void orphan(String sql) {
    String message = "found a SQL file without a matching TOML";
    Problem problem = Problem.error("route/missing-toml", message).withFile(sql);
    problems.add(problem.withHint("write " + stem(sql) + ".toml; it may be empty"));
  }

  private void legacy(String doc) {
    String message = "a route in one `.sql.md` file is not read";
    Problem problem = Problem.warning("route/sql-md", message).withFile(doc);
    problems.add(problem.withHint("split it into a .toml, a .sql and, if you like, a .md"));
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

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }
}
