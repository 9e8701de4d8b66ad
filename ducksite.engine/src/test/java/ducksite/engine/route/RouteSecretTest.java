package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code {{secrets.NAME}}} from the file to the answer, and everywhere it must not be. */
final class RouteSecretTest extends RouteProject {

  private static final String SENTINEL = "S3NT1NEL-of-this-test";
  private static final String CACHE = "[cache]\norder_by = [\"id\"]\n";

  @BeforeEach
  void secrets() throws IOException {
    project
        .toml(
            """
            [secrets]
            dir = "data/keys"
            [secrets.key]
            service = "a"
            username = "b"
            [server.secrets.never_used]
            service = "a"
            username = "b"
            """)
        .file("data/keys/key", SENTINEL + "\n");
    project.parquet(
        "data/t.parquet",
        "SELECT 1 AS id, md5('" + SENTINEL + "') AS k UNION ALL SELECT 2, md5('other')");
  }

  @Test
  void it_is_bound_and_stands_in_no_file_plan_key_or_message() throws Exception {
    Route route =
        compiled(
            CACHE + "[params.x]\ndefault = \"a\"\n",
            "SELECT id, $x AS x FROM 'data/t.parquet' WHERE k = md5({{const.key}})");
    assertEquals(List.of("id,x", "1,a"), project.rows(route, Map.of()));
    assertEquals(List.of("id,x", "1,b"), project.rows(route, Map.of("x", "b")));
    RoutePlan plan = plan(route, query());
    List<String> told = new ArrayList<>();
    told.add(plan.explain(() -> false));
    told.add(plan.explainKeeping().toString());
    told.add(plan.query().text());
    told.add(plan.query().toString());
    told.add(plan.entityTag().orElseThrow());
    told.add(route.sql().toString());
    told.add(route + route.signature());
    for (String text : told) {
      assertFalse(text.contains(SENTINEL), text);
    }
    assertTrue(told.get(1).contains("tier"), told.get(1));
    assertTrue(holders().isEmpty(), holders().toString());
  }

  /** The files of the project that hold the value, but for the one that has to. */
  private List<Path> holders() throws IOException {
    List<Path> holders = new ArrayList<>();
    int files = 0;
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files++;
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(SENTINEL) && !file.endsWith("keys/key")) {
          holders.add(file);
        }
      }
    }
    assertTrue(files > 5, "the cache has files");
    return holders;
  }

  @Test
  void what_duckdb_says_of_a_failed_query_is_withheld() throws Exception {
    for (String cache : List.of("", "[cache]\norder_by = [\"n\"]\n")) {
      Route route = compiled(cache, "SELECT CAST({{secrets.key}} AS INTEGER) AS n");
      RouteException failed =
          assertThrows(
              RouteException.class,
              () ->
                  plan(route, query())
                      .run(OutputStream.nullOutputStream(), Options.empty(), () -> false));
      assertEquals(RouteException.Kind.EXECUTION_FAILED, failed.kind());
      StringWriter trace = new StringWriter();
      failed.printStackTrace(new PrintWriter(trace));
      assertTrue(trace.toString().contains("withheld"), trace.toString());
      assertFalse(trace.toString().contains(SENTINEL), trace.toString());
    }
    Route without = compiled("", "SELECT CAST('a' || range AS INTEGER) AS n FROM range(1)");
    RouteException failed =
        assertThrows(RouteException.class, () -> project.rows(without, Map.of()));
    assertTrue(failed.getCause().getMessage().contains("a0"), failed.getCause().getMessage());
  }

  @Test
  void another_value_is_another_answer() throws Exception {
    String sql = "SELECT id FROM 'data/t.parquet' WHERE k = md5({{secrets.key}})";
    Route route = compiled(CACHE, sql);
    assertEquals(List.of("id", "1"), project.rows(route, Map.of()));
    String tag = plan(route, query()).entityTag().orElseThrow();
    project.file("data/keys/key", "other");
    route = compiled(CACHE, sql);
    assertNotEquals(tag, plan(route, query()).entityTag().orElseThrow());
    assertEquals(List.of("id", "2"), project.rows(route, Map.of()));
    project.file("data/keys/key", SENTINEL);
    route = compiled(CACHE, sql);
    assertEquals(tag, plan(route, query()).entityTag().orElseThrow());
  }

  @Test
  void a_missing_one_is_a_problem_of_the_request_and_not_of_the_build() throws Exception {
    Files.delete(root.resolve("data/keys/key"));
    Route route = compiled("", "SELECT {{secrets.key}} AS k");
    RouteException missing = refused(route, query());
    assertEquals(RouteException.Kind.EXECUTION_FAILED, missing.kind());
    assertFalse(missing.getMessage().contains("key"), missing.getMessage());
    assertTrue(missing.getCause().getMessage().contains("secret 'key'"));
    assertTrue(
        missing.getCause().getMessage().contains("data/keys/key"), missing.getCause().getMessage());
  }

  @Test
  void a_route_that_reads_one_with_secrets_and_slots_tells_none_either() throws Exception {
    String slot =
        """
        [params.wanted]
        template_only = true
        default = "id"
        template.policy = "identifier"
        """;
    for (String cache : List.of("", "[cache]\norder_by = [\"v\"]\n")) {
      project
          .file("routes_src/child.toml", slot + cache)
          .file(
              "routes_src/child.sql",
              "SELECT {{ wanted }} AS v, {{secrets.key}} <> '' AS has\n"
                  + "FROM (SELECT *, id + 10 AS more FROM 'data/t.parquet')"
                  + " WHERE k = md5({{secrets.key}})");
      Route route =
          compiled(
              """
              [const]
              key2 = "own"
              [params.pick]
              default = "id"
              [[uses]]
              alias = "c"
              call = "child"
              [uses.args]
              wanted = "pick"
              """,
              "SELECT v, has, {{const.key2}} AS own FROM c");
      assertEquals(List.of("v,has,own", "1,true,own"), project.rows(route, Map.of()));
      assertEquals(
          List.of("v,has,own", "11,true,own"), project.rows(route, Map.of("pick", "more")));
      RoutePlan plan = plan(route, query());
      assertFalse((plan.explain(() -> false) + plan.explainKeeping()).contains(SENTINEL));
      RouteException refused = refused(route, query("pick", "id, k"));
      assertEquals(RouteException.Kind.INVALID_TEMPLATE, refused.kind());
      assertEquals("pick", refused.parameter());
      assertTrue(holders().isEmpty(), holders().toString());
    }
  }

  @Test
  void its_file_is_not_readable_by_sql_though_its_folder_is_allowed() throws Exception {
    project.compiled();
    assertEquals(1, project.refused("FROM read_text('data/keys/key')").size());
    assertEquals(1, project.refused("FROM read_text('data/keys/*')").size());
    assertEquals(1, project.refused("SELECT {{secrets.key}}").size());
    project.toml("[secrets]\ndir = \"static/keys\"\n");
    project.compile();
    assertEquals(List.of("config/secrets-exposed"), project.codes());
  }

  @Test
  void a_preprocessor_cannot_take_its_place() throws Exception {
    project.file(
        "plugins/Step.java",
        """
        import ducksite.api.route.*;
        import java.util.*;
        public class Step implements Preprocessor {
          public Map<String, Object> process(Map<String, Object> p, RouteContext c) {
            if (p.toString().contains("S3NT") || c.toString().contains("S3NT")) {
              throw new IllegalStateException("seen");
            }
            p.put("const_key", "mine");
            return p;
          }
        }
        """);
    Route route =
        compiled(
            "[[preprocess]]\nplugin = \"plugins/Step.java\"\n",
            "SELECT md5({{secrets.key}}) = md5('" + SENTINEL + "') AS same");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plan(route, query("format", "csv")).run(out, Options.empty(), () -> false);
    assertEquals("same\r\ntrue\r\n", out.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~SELECT 'key={{secrets.key}}'~ | route/template-place",
        "~SELECT \"{{secrets.key}}\"~ | route/template-place",
        "~SELECT * FROM read_text({{secrets.key}})~ | sql/file-argument",
        "~SELECT * FROM t_{{secrets.key}}~ | route/template-place",
      })
  void it_has_no_place_in_the_text(String sql, String code) throws IOException {
    project.file("routes_src/r.toml", "").file("routes_src/r.sql", sql);
    assertTrue(project.compile().route("r").isEmpty());
    assertEquals(List.of(code), project.codes());
  }
}
