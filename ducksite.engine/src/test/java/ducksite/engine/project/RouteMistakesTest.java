package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteMistakesTest {

  @TempDir Path root;
  private ProjectFolder folder;

  @BeforeEach
  void begin() throws IOException {
    folder = new ProjectFolder(root);
  }

  private List<RouteSource> read(String toml) throws IOException {
    folder.file("routes_src/r.toml", toml).file("routes_src/r.sql", "SELECT 1");
    return folder.read().routes();
  }

  @Test
  void sql_without_a_toml_is_an_error_and_a_toml_without_sql_a_warning() throws IOException {
    folder
        .file("routes_src/a.sql", "SELECT 1")
        .file("routes_src/sub/b.toml", "")
        .file("routes_src/README.md", "#");
    assertEquals(List.of(), folder.read().routes());
    assertEquals(
        List.of(
            "route/missing-toml routes_src/a.sql:0:0",
            "route/missing-sql routes_src/sub/b.toml:0:0"),
        folder.found());
    assertEquals(1, folder.problems.errors().size());
  }

  @Test
  void empty_sql_is_an_error() throws IOException {
    folder.file("routes_src/r.toml", "").file("routes_src/r.sql", "-- nothing\n;");
    assertEquals(List.of(), folder.read().routes());
    assertEquals(List.of("route/empty-sql routes_src/r.sql:1:1"), folder.found());
  }

  @Test
  void two_routes_of_one_id_or_path_are_named_both() throws IOException {
    folder
        .file("routes_src/a.toml", "id = 'x'\npath = '/a/{p}'\n[params]\np = {}\n")
        .file("routes_src/a.sql", "SELECT 1");
    folder
        .file("routes_src/b.toml", "path = '/b'\nid = 'x'\n")
        .file("routes_src/b.sql", "SELECT 1");
    folder
        .file("routes_src/c.toml", "path = '/a/{q}'\n[params]\nq = {}\n")
        .file("routes_src/c.sql", "SELECT 1");
    List<RouteSource> routes = folder.read().routes();
    assertEquals(List.of("x"), routes.stream().map(RouteSource::id).toList());
    assertEquals(
        List.of(
            "route/duplicate-id routes_src/b.toml:2:1",
            "route/duplicate-path routes_src/c.toml:1:1"),
        folder.found());
    assertEquals(
        List.of(new Place("routes_src/a.toml", 1, 1, "the first one is here")),
        folder.problems.all().getFirst().related());
  }

  @Test
  void two_files_of_one_stem_are_one_mistake() throws IOException {
    folder.file("routes_src/a/x.toml", "").file("routes_src/a/x.sql", "SELECT 1");
    folder.file("routes_src/b/x.toml", "").file("routes_src/b/x.sql", "SELECT 1");
    folder.read();
    assertEquals(List.of("route/duplicate-id routes_src/b/x.toml:1:1"), folder.found());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "/a//b",
        "/a/",
        "/a/../b",
        "/a b",
        "/a?b",
        "/x{id}",
        "/{id:path}",
        "/{a}/{a}",
        "/%41"
      })
  void what_is_no_path_is_refused(String path) throws IOException {
    assertEquals("/r", read("path = '" + path + "'").getFirst().path());
    assertEquals(List.of("route/invalid-path routes_src/r.toml:1:1"), folder.found());
  }

  @Test
  void a_path_parameter_is_declared() throws IOException {
    read("path = '/{order_id}/{other}'\n[params.order_ids]\ntype = 'int'\n");
    assertEquals(
        List.of(
            "route/path-parameter-undeclared routes_src/r.toml:1:10",
            "route/path-parameter-undeclared routes_src/r.toml:1:21"),
        folder.found());
    assertEquals("did you mean `order_ids`?", folder.problems.all().getFirst().hint());
    assertTrue(folder.problems.all().getLast().hint().contains("[params.other]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"format", "limit", "offset", "column", "embed", "Limit"})
  void names_that_every_route_uses_are_no_parameters(String name) throws IOException {
    assertEquals(List.of(), read("[params]\n" + name + " = 'INT'").getFirst().params());
    assertEquals(List.of("route/reserved-parameter routes_src/r.toml:2:1"), folder.found());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "x = { type = 'itn' } | route/unknown-type | 2:7 | did you mean `int`?",
        "x = { type = 'colour' } | route/unknown-type | 2:7 | types:",
        "x = { type = 'int', default = 'abc' } | route/invalid-default | 2:21 | leave it out",
        "x = { type = 'date', default = 5 } | route/invalid-default | 2:22 | leave it out",
        "'a-b' = { } | route/invalid-parameter-name | 2:1 | digits",
        "x = [] | route/wrong-type | 2:1 | type = ",
        "x.template = { policy = 'literl' } | route/invalid-value | 2:16 | did you mean `literal`?",
        "x.template = { filters = ['lowr'] } | route/unknown-filter | 2:28 | did you mean `lower`?",
        "x.template = { polcy = 'raw' } | route/unknown-key | 2:16 | did you mean `policy`?",
        "x.guard = { } | route/missing-key | 2:1 | modes:",
        "x.guard = { mode = 'choices' } | route/missing-key | 2:1 | values",
        "x.guard = { mode = 'role' } | route/missing-key | 2:1 | role",
        "x.guard = { mode = 'pth' } | route/invalid-value | 2:13 | did you mean `path`?",
      })
  void mistakes_in_a_parameter(String line, String code, String place, String hint)
      throws IOException {
    read("[params]\n" + line);
    Problem problem = folder.only();
    assertEquals(code + " routes_src/r.toml:" + place, ProjectFolder.brief(problem));
    assertTrue(problem.hint() != null && problem.hint().contains(hint), problem.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "cache_mode = 'materialise' | route/invalid-value | 1:1",
        "returns = 'rows' | route/invalid-value | 1:1",
        "methods = 'GET' | route/wrong-type | 1:1",
        "methods = ['GTE'] | route/invalid-value | 1:13",
        "id = 'a/b' | route/invalid-id | 1:1",
        "allowed_formats = ['csv'] | route/default-format-not-allowed | 1:1",
        "preprocess = [{ callable_path = 'a.java' }] | route/missing-key | 1:15",
        "preprocess = [{ plugin = 'a', module = 'b' }] | route/legacy-key | 1:31",
        "preprocess = [{ plugin = 'a', kwargs = 5 }] | route/wrong-type | 1:31",
        "preprocess = [{ plugin = 'a', callable_path = 'b' }] | route/conflicting-keys | 1:31",
        "preprocess = [{ callable_path = '../a.java', callable_name = 'b' }] |"
            + " route/outside-project | 1:17",
        "preprocess = [{ callable_path = '/a.java', callable_name = 'b' }] | route/outside-project"
            + " | 1:17",
        "preprocess = [{ callable_path = 'a.java', callable_name = '1' }] | route/invalid-value |"
            + " 1:43",
        "uses = [{ alias = 'a' }] | route/missing-key | 1:9",
        "uses = [{ alias = 'a', call = 'b', mode = 'csv' }] | route/invalid-value | 1:36",
        "uses = [{ alias = 'a b', call = 'b' }] | route/invalid-value | 1:11",
        "uses = [{ alias = 'a', call = 'b' }, { alias = 'A', call = 'c' }] | route/duplicate-alias"
            + " | 1:40",
        "cache = { order_by = ['a up'] } | route/invalid-order | 1:24",
        "cache = { order_by = [5] } | route/wrong-type | 1:23",
        "cache = { ttl_hours = -1 } | route/invalid-value | 1:11",
        "cache = { order_by = 'a', invariant_filters = [{ }] } | route/missing-key | 1:48",
        "cache = { order_by = 'a', invariant_filters = [5] } | route/wrong-type | 1:48",
        "cache = { order_by = 'a', invariant_filters = [{ param = 'a', type = 'x' }] } |"
            + " route/unknown-type | 1:63",
        "const = { x = { type = 'x', value = 1 } } | route/invalid-value | 1:11",
        "overrides = { allowed = 'a' } | route/wrong-type | 1:15",
        "a = | route/toml-syntax | 1:4",
      })
  void mistakes_at_the_top(String toml, String code, String place) throws IOException {
    read(toml);
    assertEquals(code + " routes_src/r.toml:" + place, ProjectFolder.brief(folder.only()));
  }

  @Test
  void a_constant_of_the_project_cannot_be_defined_again() throws IOException {
    folder.file(
        "ducksite.toml",
        "[const]\nregion = 'emea'\n[secrets.token]\nservice = 'a'\nusername = 'b'\n");
    read("[constants]\nregion = 'na'\ntoken = 'x'\n");
    assertEquals(
        List.of(
            "route/duplicate-constant routes_src/r.toml:2:1",
            "route/duplicate-constant routes_src/r.toml:3:1"),
        folder.found());
    assertEquals(
        "the constant 'region' is defined multiple times",
        folder.problems.all().getFirst().message());
    assertEquals("ducksite.toml", folder.problems.all().getFirst().related().getFirst().file());
  }

  @Test
  void what_older_products_read_from_comments_is_not_silently_lost() throws IOException {
    folder
        .file("routes_src/r.md", "# R\n<!-- @cache ttl=5 -->\n")
        .file("routes_src/old.sql.md", "x");
    read("");
    assertEquals(
        List.of(
            "route/sql-md routes_src/old.sql.md:0:0",
            "route/directive-ignored routes_src/r.md:2:1"),
        folder.found());
    assertTrue(folder.problems.errors().isEmpty());
  }
}
