package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigKeysTest {

  static Stream<ConfigKey> projectKeys() {
    return ConfigKeys.ofProject().all().stream().filter(ConfigKeysTest::isTyped);
  }

  static Stream<ConfigKey> routeKeys() {
    return ConfigKeys.ofRoute().all().stream().filter(ConfigKeysTest::isTyped);
  }

  private static boolean isTyped(ConfigKey key) {
    return key.type() != KeyType.ANY;
  }

  @ParameterizedTest
  @MethodSource("projectKeys")
  void every_key_of_the_project_is_read_and_its_type_is_checked(ConfigKey key) {
    Problems problems = new Problems();
    ProjectConfig.parse(wrong(key), problems);
    assertRefused("config/wrong-type", key, problems);
  }

  @ParameterizedTest
  @MethodSource("routeKeys")
  void every_key_of_a_route_is_read_and_its_type_is_checked(ConfigKey key) {
    Problems problems = new Problems();
    SourceText toml = new SourceText("r.toml", wrong(key));
    TableNode root = TomlDocument.read(toml, "route/toml-syntax", problems).table();
    RouteReader reader = new RouteReader(Map.of(), problems);
    reader.read(root, toml, SourceFragment.of("r.sql", "SELECT 1"), null, "r");
    assertRefused("route/wrong-type", key, problems);
  }

  private static String wrong(ConfigKey key) {
    String value =
        switch (key.type()) {
          case BOOLEAN, INTEGER, NUMBER -> "\"x\"";
          case SECONDS, SIZE -> "true";
          default -> "5";
        };
    return key.path().replace("*", "x") + " = " + value;
  }

  private static void assertRefused(String code, ConfigKey key, Problems problems) {
    List<Problem> refused =
        problems.all().stream().filter(problem -> problem.code().equals(code)).toList();
    assertEquals(1, refused.size(), () -> key + " " + problems);
    assertTrue(
        refused.getFirst().message().contains(key.path().replace("*", "x")), refused.toString());
  }

  @Test
  void every_section_of_the_contract_is_in_the_catalogue() {
    List<String> sections =
        ConfigKeys.ofProject().all().stream()
            .filter(key -> key.section().isEmpty())
            .map(ConfigKey::name)
            .toList();
    assertEquals(
        List.of(
            "site",
            "server",
            "dirs",
            "file_sources",
            "plugins",
            "sql",
            "cache",
            "auth",
            "const",
            "secrets",
            "share",
            "email",
            "ui",
            "analytics",
            "budget"),
        sections);
  }

  @Test
  void every_key_has_one_sentence_of_meaning() {
    Stream.concat(ConfigKeys.ofProject().all().stream(), ConfigKeys.ofRoute().all().stream())
        .forEach(key -> assertTrue(key.meaning().endsWith("."), key.toString()));
  }

  @Test
  void a_key_tells_its_type_its_unit_and_its_default() {
    ConfigKey port = ConfigKeys.ofProject().find("server", "port").orElseThrow();
    assertEquals("server.port", port.path());
    assertEquals(KeyType.INTEGER, port.type());
    assertEquals("8080", port.defaultText());
    assertEquals(65535, port.maximum());
    assertEquals("duration", ConfigKeys.ofProject().find("sql", "timeout").orElseThrow().unit());
    assertEquals(
        List.of("none", "pseudo", "external"),
        ConfigKeys.ofProject().find("auth", "mode").orElseThrow().choices());
    assertTrue(ConfigKeys.ofProject().find("secrets.anything", "service").isPresent());
    assertFalse(ConfigKeys.ofProject().find("server", "nothing").isPresent());
  }

  @Test
  void retired_keys_are_not_among_the_accepted() {
    assertFalse(
        ConfigKeys.ofProject().all().stream().anyMatch(key -> key.path().equals("runtime")));
  }
}
