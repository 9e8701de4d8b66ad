package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with one route under test. */
abstract class RouteProject {

  @TempDir Path root;
  ProjectOnDisk project;
  Site site;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  Route route(String toml, String sql) throws IOException {
    project.file("routes_src/r.toml", toml).file("routes_src/r.sql", sql);
    site = project.compile();
    return site.route("r").orElseThrow(() -> new AssertionError(project.found().toString()));
  }

  Route compiled(String toml, String sql) throws IOException {
    Route route = route(toml, sql);
    assertEquals(List.of(), project.found());
    return route;
  }

  RoutePlan plan(Route route, RouteRequest request) throws RouteException {
    return site.routeExecutor().plan(route, request);
  }

  static RouteRequest query(String... pairs) {
    Map<String, List<String>> values = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.computeIfAbsent(pairs[i], name -> new java.util.ArrayList<>()).add(pairs[i + 1]);
    }
    return RouteRequest.of(values);
  }

  RouteException refused(Route route, RouteRequest request) {
    return assertThrows(RouteException.class, () -> plan(route, request));
  }
}
