package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigMistakesTest {

  private final Problems problems = new Problems();

  private ProjectConfig parse(String toml) {
    return ProjectConfig.parse(toml, problems);
  }

  private List<String> found() {
    return problems.all().stream().map(ProjectFolder::brief).toList();
  }

  private Problem only(String toml) {
    parse(toml);
    assertEquals(1, problems.all().size(), () -> ProblemFormat.plain().text(problems.all()));
    return problems.all().getFirst();
  }

  @Test
  void a_mistyped_key_is_named_with_the_key_that_was_meant() {
    Problem problem = only("[server]\n  prot = 8080\n");
    assertEquals("config/unknown-key ducksite.toml:2:3", ProjectFolder.brief(problem));
    assertEquals("unknown key `prot` in [server]", problem.message());
    assertEquals("did you mean `port`?", problem.hint());
    assertEquals("  prot = 8080", problem.sourceLine());
    assertTrue(problem.isError());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[sevrer] | server | 1:1",
        "title = 'x' | belongs to [site] | 1:1",
        "[sql.pools.hevy] | heavy | 1:1",
        "file_sources = [{ hierarchy = [{patern = 'x'}] }] | pattern | 1:33",
        "plugins.limits = { thread = 1 } | threads | 1:20",
        "auth.external_adapter = 'x' | adapter | 1:1",
        "[runtime] | --state | 1:1",
        "server.plugins_dir = 'x' | plugins/ | 1:1",
      })
  void unknown_keys_are_found_in_every_table(String toml, String hint, String place) {
    parse(toml);
    Problem problem =
        problems.all().stream()
            .filter(p -> p.code().equals("config/unknown-key"))
            .findFirst()
            .orElseThrow();
    assertEquals("config/unknown-key ducksite.toml:" + place, ProjectFolder.brief(problem));
    assertTrue(problem.hint() != null && problem.hint().contains(hint), problem.toString());
  }

  @Test
  void a_key_in_the_wrong_table_is_sent_to_its_own() {
    assertEquals("`port` belongs to [server]", only("[site]\nport = 1").hint());
  }

  @Test
  void a_value_of_another_type_is_named_and_reads_as_its_default() {
    ProjectConfig config =
        parse("[server]\nport = \"eighty\"\nwatch = 1\n[sql]\nmax_rows = 1.5\nallow = \"data\"");
    assertEquals(
        List.of(
            "config/wrong-type ducksite.toml:2:1",
            "config/wrong-type ducksite.toml:3:1",
            "config/wrong-type ducksite.toml:5:1",
            "config/wrong-type ducksite.toml:6:1"),
        found());
    assertEquals(
        "`server.port` must be a whole number, not the string \"eighty\"",
        problems.all().getFirst().message());
    assertEquals("the default is 8080", problems.all().getFirst().hint());
    assertEquals(8080, config.server().port());
    assertEquals(List.of("data", "static/forms"), config.sql().allow());
  }

  @Test
  void the_wrong_item_of_a_list_is_shown_itself() {
    Problem problem = only("[server]\nhosts = [\"a\", 5]");
    assertEquals("config/wrong-type ducksite.toml:2:15", ProjectFolder.brief(problem));
    assertEquals(
        "`server.hosts` must be a list of strings, not the whole number 5", problem.message());
  }

  @Test
  void a_table_where_a_list_of_tables_belongs_counts_as_one() {
    assertEquals(1, parse("[file_sources]\nname = \"a\"").fileSources().size());
    assertEquals(List.of(), found());
  }

  @ParameterizedTest
  @CsvSource({
    "server.port, 65536, at most 65535",
    "server.port, -1, at least 0",
    "server.watch_interval, 0, longer than nothing",
    "plugins.limits.threads, 0, at least 1",
    "sql.timeout, '\"0s\"', longer than nothing",
    "sql.timeout, '\"soon\"', a duration",
    "sql.timeout, '\"30\"', a duration",
    "cache.max_bytes, '\"2 apples\"', a size",
    "cache.ttl_hours, -1, at least 0",
    "auth.mode, '\"Pseudo\"', one of",
    "site.base_path, '\"shop\"', begin with",
  })
  void values_outside_their_range_are_refused(String key, String value, String expectation) {
    Problem problem = only(key + " = " + value);
    assertEquals("config/invalid-value ducksite.toml:1:1", ProjectFolder.brief(problem));
    assertTrue(
        problem.message().contains(key) && problem.message().contains(expectation),
        problem.message());
  }

  @Test
  void a_mistyped_choice_is_named_with_the_word_that_was_meant() {
    Problem problem = only("[[file_sources]]\nname = \"a\"\non_empty = \"eror\"");
    assertEquals(
        "`file_sources.on_empty` must be one of \"error\", \"warn\", \"ignore\", not the string"
            + " \"eror\"",
        problem.message());
    assertEquals("did you mean `error`?", problem.hint());
  }

  @Test
  void every_syntax_error_is_reported_and_nothing_that_follows_from_it() {
    parse("a = \n[server]\nprot = 1\nport = 1 1\n[server]\n");
    assertEquals(
        List.of(
            "config/toml-syntax ducksite.toml:1:5",
            "config/toml-syntax ducksite.toml:4:10",
            "config/toml-syntax ducksite.toml:5:1"),
        found());
    assertTrue(problems.all().getLast().message().contains("previously defined"));
  }

  @Test
  void columns_count_characters_and_not_units_of_an_encoding() {
    Problem problem = only("x = {\"😀é\" = 1, \"y\" = 2 }\n".replace("x", "[site]\ntitle"));
    assertEquals("config/wrong-type ducksite.toml:2:1", ProjectFolder.brief(problem));
    problems.all();
    Problems inner = new Problems();
    ProjectConfig.parse("server = {host = \"😀é鸭\", prot = 1}", inner);
    assertEquals(
        "config/unknown-key ducksite.toml:1:25", ProjectFolder.brief(inner.all().getFirst()));
  }

  @Test
  void mode_external_needs_an_adapter() {
    Problem problem = only("[auth]\nmode = \"external\"");
    assertEquals("config/missing-key ducksite.toml:1:1", ProjectFolder.brief(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "..",
    "/etc",
    "''",
    ".",
    "data/../..",
    ".ducksite_data",
    "plugins/x",
    "C:/x",
    "'a\\b'"
  })
  void sql_may_not_read_outside_its_folders(String folder) {
    Problem problem = only("[sql]\nallow = [\"data\", '" + folder + "']");
    assertEquals("config/outside-project", problem.code());
    assertEquals(2, problem.line());
  }

  @Test
  void routes_stay_inside_the_project() {
    ProjectConfig config = parse("[server]\nsource_dir = \"../routes\"");
    assertEquals(List.of("config/outside-project ducksite.toml:2:1"), found());
    assertEquals("routes_src", config.server().sourceDirectory());
  }

  @Test
  void a_constant_is_defined_once_in_all_sections() {
    Problem problem = only("[const]\nx = 1\n[secrets.x]\nservice = \"a\"\nusername = \"b\"\n");
    assertEquals("config/duplicate-constant ducksite.toml:3:1", ProjectFolder.brief(problem));
    assertEquals("the secret 'x' is defined multiple times", problem.message());
    assertEquals(2, problem.related().getFirst().line());
  }

  @Test
  void bad_constants_and_secrets_are_named() {
    parse(
        """
        [const]
        a = { type = "identifier", value = "mart.customers;DROP" }
        b = { type = "colour", value = "red" }
        c = { type = "int" }
        d = [1]
        "e f" = 1
        [secrets.g]
        service = "x"
        """);
    assertEquals(
        List.of(
            "config/invalid-value ducksite.toml:2:1",
            "config/invalid-value ducksite.toml:3:1",
            "config/missing-key ducksite.toml:4:1",
            "config/wrong-type ducksite.toml:5:1",
            "config/invalid-name ducksite.toml:6:1",
            "config/missing-key ducksite.toml:7:1"),
        found());
    assertTrue(problems.all().getFirst().message().contains("must be an identifier"));
  }

  @Test
  void keys_of_later_sections_are_checked_too() {
    parse(
        "[share]\n"
            + "watermark = \"yes\"\n"
            + "[email]\n"
            + "adaptor = \"x\"\n"
            + "[analytics]\n"
            + "weight_interactions = 0");
    assertEquals(
        List.of(
            "config/wrong-type ducksite.toml:2:1",
            "config/unknown-key ducksite.toml:4:1",
            "config/invalid-value ducksite.toml:6:1"),
        found());
  }

  @Test
  void deep_nesting_is_a_problem_and_not_a_crash() {
    assertNull(problems.all().stream().findFirst().orElse(null));
    parse("budget = " + "[".repeat(50_000) + "]".repeat(50_000));
    assertTrue(problems.hasErrors());
    assertEquals("config/toml-syntax", problems.all().getFirst().code());
  }
}
