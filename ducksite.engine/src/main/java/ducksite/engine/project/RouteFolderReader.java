package ducksite.engine.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the routes of a folder: every {@code <stem>.toml} with its {@code <stem>.sql} and, perhaps,
 * {@code <stem>.md}.
 */
final class RouteFolderReader {

  private final ProjectFiles files;
  private final Map<String, Position> projectNames;
  private final RouteMemory memory;
  private final Problems problems;
  private final Map<String, Position> ids = new LinkedHashMap<>();
  private final Map<String, Position> shapes = new LinkedHashMap<>();

  /**
   * @param projectNames names of constants and secrets that the project has taken
   * @param memory what an earlier reading has found
   */
  RouteFolderReader(
      ProjectFiles files,
      Map<String, Position> projectNames,
      RouteMemory memory,
      Problems problems) {
    this.files = files;
    this.projectNames = projectNames;
    this.memory = memory;
    this.problems = problems;
  }

  /** All routes below a folder in the order of their files. */
  List<RouteSource> read(String folder) {
    Set<String> tomls = new LinkedHashSet<>();
    Set<String> queries = new LinkedHashSet<>();
    Set<String> docs = new LinkedHashSet<>();
    for (String file : files.list(folder, List.of(".toml", ".sql", ".md"))) {
      (file.endsWith(".toml") ? tomls : file.endsWith(".sql") ? queries : docs).add(file);
    }
    memory.begin(projectNames);
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
    memory.end();
    return routes;
  }

  private Optional<RouteSource> route(String toml, String stem, boolean documented) {
    List<String> read = new ArrayList<>(List.of(toml, stem + ".sql"));
    if (documented) {
      read.add(stem + ".md");
    }
    RouteMemory.Known known =
        memory.of(
            files.identities(read),
            found -> new RouteFileReader(files, projectNames, found).read(toml, stem, documented));
    problems.addAll(known.problems());
    return Optional.ofNullable(known.route());
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

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }
}
