package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouteReaderTest {

  @TempDir Path root;
  private ProjectFolder folder;

  @BeforeEach
  void begin() throws IOException {
    folder = new ProjectFolder(root);
  }

  private RouteSource route(String toml) throws IOException {
    folder.file("routes_src/r.toml", toml).file("routes_src/r.sql", "SELECT 1;\n");
    List<RouteSource> routes = folder.read().routes();
    assertEquals(1, routes.size(), () -> folder.problems.toString());
    return routes.getFirst();
  }

  private RouteSource faultless(String toml) throws IOException {
    RouteSource route = route(toml);
    assertEquals(List.of(), folder.problems.all());
    return route;
  }

  @Test
  void an_empty_toml_is_a_route_named_after_its_file() throws IOException {
    folder
        .file("routes_src/deep/cost-lookup 2.toml", "")
        .file("routes_src/deep/cost-lookup 2.sql", "SELECT 1");
    RouteSource route = folder.read().routes().getFirst();
    assertEquals(List.of(), folder.found());
    assertEquals("cost_lookup_2", route.id());
    assertEquals("/cost_lookup_2", route.path());
    assertNull(route.title());
    assertEquals(List.of("GET"), route.methods());
    assertEquals("json", route.defaultFormat());
    assertEquals(List.of(), route.allowedFormats());
    assertEquals(CacheMode.MATERIALIZE, route.cacheMode());
    assertEquals(ReturnKind.RELATION, route.returns());
    assertNull(route.cache());
    assertNull(route.doc());
    assertEquals("SELECT 1", route.sql().text());
    assertEquals("routes_src/deep/cost-lookup 2.toml", route.toml().file());
    assertEquals("route", RouteAddress.defaultId("--"));
  }

  @Test
  void a_route_with_every_key_is_read_whole() throws IOException {
    folder.file("routes_src/r.md", "# Orders\n");
    RouteSource route =
        faultless(
            """
            id = "orders"
            path = "/shop/{region}/orders/{id}"
            title = "Orders"
            description = "All orders"
            version = "2"
            methods = ["get", "POST"]
            default-format = "HTML_T"
            allowed_formats = "html_t, csv json"
            cache_mode = "passthrough"
            returns = "error_frame"

            [params.id]
            type = "int"
            required = true
            description = "Number"
            ui_label = "No."
            [params.region]
            default = "emea"
            template-only = true
            template = { policy = "identifier", filters = ["Lower", "json"] }
            guard = { mode = "choices", values = ["emea", "na"] }
            [params]
            since = { type = "date", default = "2024-01-02" }
            code = "VARCHAR"

            [const]
            limit = 5
            [secrets.token]
            service = "a"
            username = "b"

            [cache]
            ttl_hours = 2
            rows_per_page = 100
            order-by = ["day DESC NULLS FIRST", "\\"my col\\""]
            invariant_filters = [{ param = "region", column = "r", separator = ",", case_insensitive = true, ui_label = "x" }]

            [[uses]]
            alias = "child"
            call = "other"
            mode = "parquet_path"
            args = { day = "since" }

            [[preprocess]]
            plugin = "corp:mask"
            columns = ["a"]
            [[preprocess]]
            callable_path = "steps/Prefix.java"
            callable_name = "add"
            extra = 1
            kwargs = { prefix = "pre-" }

            [html_t]
            page_title = "x"
            cards = 1
            [postprocess.html_t]
            page_title = "y"
            [[charts]]
            type = "line"
            x = "day"
            [assets]
            image_getter = "cdn"
            [overrides]
            key_columns = ["id"]
            allowed = ["note"]
            [append]
            columns = ["a"]
            [share]
            pii_columns = ["email"]
            [ui]
            widgets = "a, b"
            """);
    assertEquals("orders", route.id());
    assertEquals(List.of("region", "id"), route.pathParameters());
    assertEquals("2", route.version());
    assertEquals(List.of("GET", "POST"), route.methods());
    assertEquals("html_t", route.defaultFormat());
    assertEquals(List.of("html_t", "csv", "json"), route.allowedFormats());
    assertEquals(CacheMode.PASSTHROUGH, route.cacheMode());
    assertEquals(ReturnKind.ERROR_FRAME, route.returns());
    assertEquals("# Orders\n", route.doc().text());
    RouteParameter id = route.parameter("id").orElseThrow();
    assertEquals(ParameterType.INT, id.type());
    assertTrue(id.required());
    assertEquals("Number", id.description());
    assertEquals(Options.of(Map.of("ui_label", "No.")), id.extras());
    RouteParameter region = route.parameter("region").orElseThrow();
    assertTrue(region.templateOnly());
    assertEquals("emea", region.defaultValue());
    assertEquals(
        new RouteParameter.Template(
            TemplatePolicy.IDENTIFIER, List.of(TemplateFilter.LOWER, TemplateFilter.JSON)),
        region.template());
    assertEquals(
        List.of("emea", "na"),
        assertInstanceOf(RouteParameter.Guard.Choices.class, region.guard()).values());
    assertEquals(LocalDate.of(2024, 1, 2), route.parameter("since").orElseThrow().defaultValue());
    RouteParameter code = route.parameter("code").orElseThrow();
    assertEquals(ParameterType.STR, code.type());
    assertEquals(Options.of(Map.of("duckdb_type", "VARCHAR")), code.extras());
    assertEquals("limit", route.constants().get("limit").name());
    assertEquals("a", route.secrets().get("token").service());
    RouteCache cache = route.cache();
    assertEquals(Duration.ofHours(2), cache.ttl());
    assertEquals(100, cache.rowsPerPage());
    assertEquals(true, cache.enforcePageSize());
    assertEquals("day", cache.orderBy().getFirst().column());
    assertTrue(cache.orderBy().getFirst().descending() && cache.orderBy().getFirst().nullsFirst());
    assertEquals("my col", cache.orderBy().getLast().column());
    InvariantFilter filter = cache.invariantFilters().getFirst();
    assertEquals("r", filter.column());
    assertEquals(",", filter.separator());
    assertTrue(filter.caseInsensitive());
    assertEquals(Options.of(Map.of("ui_label", "x")), filter.extras());
    assertEquals(DependencyMode.PARQUET_PATH, route.uses().getFirst().mode());
    assertEquals(Options.of(Map.of("day", "since")), route.uses().getFirst().arguments());
    assertEquals("corp:mask", route.preprocess().getFirst().reference());
    assertEquals(
        Options.of(Map.of("columns", List.of("a"))), route.preprocess().getFirst().options());
    assertEquals("steps/Prefix.java:add", route.preprocess().getLast().reference());
    assertEquals(
        Options.of(Map.of("extra", 1L, "prefix", "pre-")), route.preprocess().getLast().options());
    assertEquals(
        Options.of(Map.of("page_title", "y", "cards", 1L)), route.postprocess().get("html_t"));
    assertEquals("chart_0", route.charts().getFirst().id());
    assertEquals("a, b", ((Map<?, ?>) route.metadata().asMap().get("ui")).get("widgets"));
    assertEquals("routes_src/r.toml:13:1", route.position("params.id.type").toString());
  }

  @Test
  void meta_wins_over_the_top_of_the_file() throws IOException {
    RouteSource route =
        faultless(
            "id = 'a'\n"
                + "version = '1'\n"
                + "[meta]\n"
                + "id = 'b'\n"
                + "path = '/x'\n"
                + "version = '2'\n"
                + "default_format = 'CSV'\n"
                + "allowed_formats = ['csv']");
    assertEquals("b", route.id());
    assertEquals("/x", route.path());
    assertEquals("2", route.version());
    assertEquals("csv", route.defaultFormat());
  }

  @Test
  void an_unknown_key_is_a_warning_that_names_key_and_file() throws IOException {
    route("titel = 'x'\n");
    Problem problem = folder.only();
    assertEquals("route/unknown-key routes_src/r.toml:1:1", ProjectFolder.brief(problem));
    assertEquals(Severity.WARNING, problem.severity());
    assertEquals("did you mean `title`?", problem.hint());
  }

  @Test
  void invariant_filters_have_three_forms() throws IOException {
    List<InvariantFilter> map =
        faultless(
                "[cache]\n"
                    + "order_by = 'a, b desc'\n"
                    + "[cache.invariant_filters]\n"
                    + "p = 'c'\n"
                    + "q = { field = 'd' }")
            .cache()
            .invariantFilters();
    assertEquals(List.of("p", "q"), map.stream().map(InvariantFilter::parameter).toList());
    assertEquals(List.of("c", "d"), map.stream().map(InvariantFilter::column).toList());
    List<InvariantFilter> names =
        faultless(
                "[cache]\n"
                    + "order_by = 'a'\n"
                    + "invariant_filters = ['x', { name = 'y', type = 'int', default = '5' }]")
            .cache()
            .invariantFilters();
    assertEquals(List.of("x", "y"), names.stream().map(InvariantFilter::column).toList());
    assertEquals(5L, names.getLast().defaultValue());
  }

  @Test
  void a_cache_needs_an_order_only_for_pages_and_filters() throws IOException {
    assertEquals(List.of(), faultless("[cache]\nttl_hours = 1").cache().orderBy());
    faultless("[cache]\nenabled = false\nrows_per_page = 5");
    route("[cache]\nrows_per_page = 5");
    assertEquals(List.of("route/missing-order routes_src/r.toml:1:1"), folder.found());
  }

  @Test
  void what_a_route_does_not_say_about_its_cache_is_left_to_the_site() throws IOException {
    RouteCache cache = faultless("[cache]\norder_by = ['a']").cache();
    assertNull(cache.ttl());
    assertNull(cache.rowsPerPage());
    assertNull(cache.enforcePageSize());
    assertEquals(false, cache.orderBy().getFirst().nullsFirst());
  }
}
