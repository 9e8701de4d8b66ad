package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that can be known of a project's routes before a request is told at once. */
final class StaticChecksTest extends RouteProject {

  @Test
  void all_mistakes_of_a_project_are_told_at_once_each_with_its_place_and_a_remedy()
      throws Exception {
    project.toml("[const]\nplant = \"US01\"\n");
    project
        .file("routes_src/a.toml", "id = \"one\"\npath = \"/one\"\n")
        .file("routes_src/a.sql", "SELECT 1 AS x")
        .file("routes_src/b.toml", "id = \"one\"\npath = \"/two\"\n")
        .file("routes_src/b.sql", "SELECT 1 AS x")
        .file("routes_src/c.toml", "path = \"/one\"\n")
        .file("routes_src/c.sql", "SELECT 1 AS x")
        .file("routes_src/orphan.sql", "SELECT 1 AS x")
        .file("routes_src/lonely.toml", "")
        .file(
            "routes_src/d.toml",
            """
            default_format = "csv"
            allowed_formats = ["json", "jsno"]
            surplus = 1
            titel = "Near miss"
            returns = "sometimes"
            cache_mode = "often"

            [const]
            plant = "US02"

            [[preprocess]]
            plugin = "nobody"

            [[preprocess]]
            callable_name = "method"

            [[uses]]
            alias = "up"
            call = "nowhere"

            [params.file]
            [params.word]
            template_only = true
            template = { filters = ["uper"] }
            """)
        .file("routes_src/d.sql", "SELECT $undeclared, {{ word }} FROM up")
        .file("routes_src/e.toml", "[cache]\norder_by = [\"x\", \"absent DESC\"]\n")
        .file("routes_src/e.sql", "SELECT 1 AS x")
        .file("routes_src/f.toml", "[params.file]\n")
        .file("routes_src/f.sql", "SELECT * FROM read_csv($file)")
        .file(
            "routes_src/g.toml",
            "returns = \"error_frame\"\n[[uses]]\nalias = \"self\"\ncall = \"g\"\n")
        .file("routes_src/g.sql", "SELECT 1 AS error_code FROM self")
        .file("routes_src/h.toml", "returns = \"error_frame\"\n")
        .file("routes_src/h.sql", "SELECT 1 AS error_code");
    site = project.compile();
    List<String> found = project.found();
    for (String expected :
        List.of(
            "route/duplicate-id routes_src/b.toml:1:1",
            "route/duplicate-path routes_src/c.toml:1:1",
            "route/missing-toml routes_src/orphan.sql:0:0",
            "route/missing-sql routes_src/lonely.toml:0:0",
            "route/default-format-not-allowed routes_src/d.toml:1:1",
            "route/unknown-format routes_src/d.toml:2:1",
            "route/unknown-key routes_src/d.toml:3:1",
            "route/unknown-key routes_src/d.toml:4:1",
            "route/invalid-value routes_src/d.toml:5:1",
            "route/invalid-value routes_src/d.toml:6:1",
            "route/duplicate-constant routes_src/d.toml:9:1",
            "plugin/unknown-reference routes_src/d.toml:11:1",
            "route/missing-key routes_src/d.toml:14:1",
            "route/unknown-call routes_src/d.toml:19:1",
            "route/unknown-filter routes_src/d.toml:24:26",
            "route/placeholder-undeclared routes_src/d.sql:1:8",
            "route/unknown-column routes_src/e.toml:2:19",
            "sql/file-argument routes_src/f.sql:1:24",
            "route/circular-call routes_src/g.toml:4:1",
            "route/reserved-column routes_src/h.toml:1:1")) {
      assertTrue(
          found.contains(expected), () -> expected + " is not among\n" + String.join("\n", found));
    }
    for (Problem each : project.problems.all()) {
      boolean placed = each.line() == 0 || each.sourceLine() != null;
      assertTrue(placed && each.hint() != null, each::toString);
    }
    assertEquals(
        "did you mean `title`?",
        project.problems.all().stream()
            .filter(each -> each.message().contains("titel"))
            .findFirst()
            .orElseThrow()
            .hint());
    assertEquals(List.of("one"), site.routes().stream().map(Route::id).toList());
  }
}
