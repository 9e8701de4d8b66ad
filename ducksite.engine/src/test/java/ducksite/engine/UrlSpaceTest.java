package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlSpaceTest {

  @TempDir Path root;

  private static void route(ProjectOnDisk project, String name, String path) throws IOException {
    StringBuilder toml = new StringBuilder("path = \"" + path + "\"\n");
    for (String segment : path.split("/")) {
      if (segment.startsWith("{")) {
        toml.append("[params.").append(segment, 1, segment.length() - 1).append("]\n");
      }
    }
    project.file("routes_src/" + name + ".toml", toml.toString());
    project.file("routes_src/" + name + ".sql", "SELECT 1 AS one");
  }

  private static List<String> errors(ProjectOnDisk project) {
    return project.problems.errors().stream().map(each -> each.code()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/x",
        "/data",
        "/sql/x",
        "/-/x",
        "/api/x",
        "/auth",
        "/routes",
        "/routes/x",
        "/healthz",
        "/metrics",
        "/openapi",
        "/sitemap",
        "/{any}",
        "/{any}/x",
      })
  void a_route_may_not_answer_where_the_server_does(String path) throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      route(project, "r", path);
      project.compile();
      assertEquals(List.of("url/reserved"), errors(project));
      assertEquals(1, project.problem("url/reserved").line());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/x, /x.json",
    "/x/{id}, /x/top",
    "/x/{id}, /x/top.csv",
    "/x.html, /x",
    "/x.ndjson, /x",
  })
  void two_routes_may_not_answer_at_one_address(String one, String other) throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      route(project, "one", one);
      route(project, "two", other);
      project.compile();
      assertEquals(List.of("url/overlap"), errors(project));
      String message = project.problem("url/overlap").message();
      assertTrue(message.contains("'one'") && message.contains("'two'"), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.md, /a",
    "a.md, /a.html",
    "a/index.md, /a/index",
    "a/b.md, /a/{id}",
    "a/b.json.md, /a/b",
  })
  void a_route_and_a_page_may_not_answer_at_one_address(String page, String path)
      throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      route(project, "r", path);
      project.file("content/" + page, "# x\n").compile();
      assertEquals(List.of("url/overlap"), errors(project));
      String message = project.problem("url/overlap").message();
      assertTrue(message.contains("'r'") && message.contains("content/" + page), message);
    }
  }

  @Test
  void pages_may_not_hide_the_server_or_each_other() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project
          .file("content/data/x.md", "x")
          .file("content/b.md", "x")
          .file("content/b.html.md", "x")
          .compile();
      assertEquals(
          List.of("url/overlap content/b.html.md:0:0", "url/reserved content/data/x.md:0:0"),
          project.found());
    }
  }

  @Test
  void neighbours_are_no_overlap() throws IOException {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      route(project, "one", "/x/{id}");
      route(project, "two", "/x/{id}/more");
      route(project, "three", "/datasets/{id}");
      route(project, "four", "/X/top");
      project.file("content/x.md", "x").compile();
      assertEquals(List.of(), errors(project));
    }
  }
}
