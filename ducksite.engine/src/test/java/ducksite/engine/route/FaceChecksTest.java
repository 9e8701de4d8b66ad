package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.engine.project.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FaceChecksTest extends RouteProject {

  private static final String SQL = "SELECT 1 AS units, 2 AS scrap, 'a' AS line";

  @Test
  void a_chart_of_a_column_that_does_not_exist_leaves_the_route_out() throws IOException {
    Problem problem =
        refused(
            """
            [[charts]]
            id = "a"
            type = "line"
            x = "line"
            y = ["units", "scarp"]
            """);
    assertEquals("route/unknown-column", problem.code());
    assertTrue(problem.hint().contains("scrap"), problem.hint());
  }

  @Test
  void an_unknown_type_is_told_with_all_types() throws IOException {
    Problem problem = refused("[[charts]]\nid = \"a\"\ntype = \"lime\"\n");
    assertEquals("route/unknown-chart-type", problem.code());
    assertTrue(problem.hint().contains("line"), problem.hint());
    assertTrue(problem.hint().contains("polarArea"), problem.hint());
    assertEquals("route/unknown-chart-type", refused("[[charts]]\nid = \"a\"\n").code());
  }

  @Test
  void two_charts_of_one_name_are_refused() throws IOException {
    String chart = "[[charts]]\nid = \"a\"\ntype = \"bar\"\n";
    assertEquals("route/duplicate-chart", refused(chart + chart).code());
  }

  @Test
  void types_may_be_written_in_any_case() throws IOException {
    compiled("[[charts]]\nid = \"a\"\ntype = \"PolarArea\"\ny = \"units\"\n", SQL);
  }

  @Test
  void what_a_page_can_do_without_is_a_warning() throws IOException {
    Route route =
        route(
            """
            [html_t]
            show_params = ["lien"]
            [html_c]
            title_col = "gone"
            [postprocess.feed]
            timestamp_col = "moment"
            [chart_js]
            cdn_url = "https://cdn.example/chart.js"
            [assets]
            image_getter = "cdn"
            [ui]
            styles = ["layuot", "/static/own.css"]
            scripts = "header, nothing"
            """,
            SQL);
    assertEquals("r", route.id());
    assertEquals(
        List.of(
            "route/script-of-another-host",
            "route/unknown-asset",
            "route/unknown-asset",
            "route/unknown-column",
            "route/unknown-column",
            "route/unknown-image-getter",
            "route/unknown-parameter"),
        project.problems.all().stream().map(Problem::code).sorted().toList());
    assertTrue(project.problems.errors().isEmpty());
  }

  @Test
  void style_sheets_and_scripts_come_in_one_order_with_own_ones_before_their_neighbour() {
    Options ui =
        Options.of(
            Map.of(
                "styles", List.of("cards", "/static/a.css", "table", "/static/z.css", "unknown"),
                "scripts", "/static/b.js, header",
                "widgets", List.of("multi_select")));
    FaceAssets assets = new FaceAssets(ui, "html_t", false);
    assertEquals(
        List.of(
            "layout",
            "params",
            "multi_select",
            "/static/a.css",
            "table",
            "cards",
            "charts",
            "/static/z.css"),
        assets.styles());
    assertEquals(
        List.of("progress", "/static/b.js", "header", "params", "multi_select", "table_header"),
        assets.scripts());
  }

  private Problem refused(String toml) throws IOException {
    project.file("routes_src/r.toml", toml).file("routes_src/r.sql", SQL);
    assertTrue(project.compile().route("r").isEmpty());
    return project.problems.errors().getFirst();
  }
}
