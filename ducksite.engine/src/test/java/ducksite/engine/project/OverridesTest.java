package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OverridesTest {

  private final Problems problems = new Problems();

  private ProjectConfig parse(String toml, String... flags) {
    SourceText text = new SourceText("ducksite.toml", toml);
    return ConfigReader.read(text, Overrides.of(List.of(flags)), problems);
  }

  @Test
  void flags_win_over_the_file_and_later_flags_over_earlier() {
    ProjectConfig config =
        parse("[server]\nport = 9\nhost = \"a\"", "server.port=1", "server.port = 0");
    assertEquals(0, config.server().port());
    assertEquals("a", config.server().host());
    assertEquals(List.of(), problems.all());
  }

  @Test
  void text_needs_no_quotes_where_text_is_wanted() {
    ProjectConfig config =
        parse(
            "",
            "server.host=0.0.0.0",
            "site.title=2024",
            "site.description='a b'",
            "sql.timeout=5s",
            "cache.max_bytes=3MB",
            "auth.mode=pseudo",
            "server.hosts=[\"x\"]",
            "server.watch=true",
            "dirs.DIR_X=/tmp/a=b");
    assertEquals(List.of(), problems.all());
    assertEquals("0.0.0.0", config.server().host());
    assertEquals("2024", config.site().title());
    assertEquals("a b", config.site().description());
    assertEquals(Duration.ofSeconds(5), config.sql().timeout());
    assertEquals(3_000_000, config.cache().maxBytes());
    assertEquals(AuthMode.PSEUDO, config.auth().mode());
    assertEquals(List.of("x"), config.server().hosts());
    assertTrue(config.server().watch());
    assertEquals("/tmp/a=b", config.dirs().get("DIR_X"));
  }

  @Test
  void options_of_plugins_can_be_set() {
    ProjectConfig config =
        parse("", "plugins.config.s3.retries=3", "plugins.config.s3.bucket=sales");
    assertEquals(
        Map.of("s3", Options.of(Map.of("retries", 3L, "bucket", "sales"))),
        config.plugins().config());
  }

  @Test
  void mistakes_name_the_flag_and_no_file() {
    parse("", "server.prot=1", "server.port=abc", "nonsense", "=1", "server..port=1");
    List<Problem> all = problems.all();
    assertEquals(5, all.size());
    for (Problem problem : all) {
      assertTrue(problem.message().startsWith("--set "), problem.message());
      assertNull(problem.file());
      assertEquals(0, problem.line());
    }
    assertEquals(
        List.of("--set nonsense: this is not `key=value`"),
        all.stream()
            .map(Problem::message)
            .filter(message -> message.contains("nonsense"))
            .toList());
    assertTrue(
        all.stream()
            .anyMatch(
                problem ->
                    problem
                        .message()
                        .equals(
                            "--set server.port=abc: `server.port` must be a whole number, not the"
                                + " string \"abc\"")));
    assertTrue(all.stream().anyMatch(problem -> "did you mean `port`?".equals(problem.hint())));
  }

  @Test
  void a_flag_does_not_reach_into_values_and_lists() {
    parse(
        "[server]\nport = 1\n[[file_sources]]\nname = \"a\"",
        "server.port.x=1",
        "file_sources.name=b");
    assertEquals(
        List.of("config/override-syntax", "config/override-syntax"),
        problems.all().stream().map(Problem::code).toList());
  }

  @Test
  void the_file_stays_right_when_a_flag_replaces_its_mistake() {
    assertEquals(1, parse("[server]\nport = \"x\"", "server.port=1").server().port());
    assertEquals(List.of(), problems.all());
  }
}
