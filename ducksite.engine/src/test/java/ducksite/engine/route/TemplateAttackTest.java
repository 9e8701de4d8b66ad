package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.api.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Hostile values in parameters and slots are refused or come back as they are; none of them is ever
 * SQL, and the tenant's condition holds for each answer.
 */
final class TemplateAttackTest extends RouteProject {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CASES = Integer.getInteger("ducksite.test.cases", 700);
  private static final String PARAMETERS =
      """
      [params]
      x = { template_only = true, default = "region" }
      y = { template_only = true, default = "region" }
      """;

  /**
   * A route under attack.
   *
   * @param expected what its column v holds for a value
   */
  private record Target(
      String id, String toml, String expression, UnaryOperator<String> expected) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target("bound", "[params]\nx = {}\n", "$x", x -> x),
          new Target("literal", PARAMETERS, "{{ x }}", x -> x),
          new Target("quoted", PARAMETERS, "'<{{ x }}>'", x -> "<" + x + ">"),
          new Target("escaped", PARAMETERS, "E'\\\\<{{ x }}>'", x -> "\\<" + x + ">"),
          new Target("twice", PARAMETERS, "'{{ x }}{{ x | lower }}'", x -> x + lower(x)),
          new Target("nested", PARAMETERS, "{{ x }} || '{{ y }}'", x -> x + x),
          new Target("joined", PARAMETERS, "'' || {{ x }} || '' -- {{ x }}\n", x -> x),
          new Target("json", PARAMETERS, "json_extract_string({{ x | json }}, '$')", x -> x),
          new Target(
              "raw_text",
              PARAMETERS.replace("true,", "true, template.policy = \"raw\","),
              "'{{ x }}'",
              x -> x));

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void project() throws IOException {
    project.toml("[const]\npin = \"PIN-SENTINEL\"\n");
    project.file(
        "sources_sql/m.sql",
        "-- name: m\nSELECT * FROM (VALUES ('mine', 'emea', 1, 's1'), ('mine', 'na', 2, 's2'),"
            + " ('theirs', 'apac', 3, 'THEIRS')) t(tenant, region, id, secret)\n");
    for (Target target : TARGETS) {
      write(target.id(), target.toml(), target.expression());
    }
    String policy = "template_only = true, template.policy = ";
    write(
        "name", PARAMETERS.replace("template_only = true,", policy + "\"identifier\","), "{{ x }}");
    write(
        "expression", PARAMETERS.replace("template_only = true,", policy + "\"raw\","), "{{ x }}");
    project
        .file(
            "routes_src/where.toml",
            PARAMETERS.replace("template_only = true,", policy + "\"raw\","))
        .file(
            "routes_src/where.sql",
            "SELECT tenant, id FROM m WHERE tenant = 'mine' AND TRUE = {{ x }} OR FALSE = {{ y }}"
                + " AND tenant = 'mine'");
    write("list", PARAMETERS, "region IN ({{ x }}, {{ y }})");
    project
        .file("routes_src/alias.toml", PARAMETERS)
        .file("routes_src/alias.sql", "SELECT 'mine' AS tenant, 1 AS id, 7 AS \"<{{ x }}>\"");
    site = project.compiled();
  }

  private void write(String id, String toml, String expression) throws IOException {
    project
        .file("routes_src/" + id + ".toml", toml)
        .file(
            "routes_src/" + id + ".sql",
            "SELECT tenant, id, "
                + expression
                + " AS v\nFROM m WHERE tenant = 'mine' AND"
                + " {{const.pin}} <> '' ORDER BY id");
  }

  @Test
  void a_hostile_value_is_data_or_refused_and_never_sql() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("TemplateAttackTest -Dducksite.test.seed=" + seed);
    project();
    HostileValues values = new HostileValues(seed);
    int answered = 0;
    List<String> all = new ArrayList<>(HostileValues.PIECES);
    while (all.size() < CASES) {
      all.add(values.next());
    }
    for (int index = 0; index < all.size(); index++) {
      String value = all.get(index);
      Target target = TARGETS.get(index % TARGETS.size());
      String about = "seed " + seed + ", " + target.id() + " of " + JSON.writeValueAsString(value);
      answered += plain(target, value, about) ? 1 : 0;
      where(value, about);
      switch (index % 4) {
        case 0 -> free("name", value, about);
        case 1 -> free("expression", value, about);
        case 2 -> free("list", value, about);
        default -> alias(value, about);
      }
    }
    assertTrue(answered > CASES / 2, "only " + answered + " of " + CASES + " were answered");
  }

  /** Ordinary text comes back as it is. */
  private boolean plain(Target target, String value, String about) throws Exception {
    JsonNode rows;
    try {
      rows = rows(target.id(), value);
    } catch (RouteException e) {
      assertRefused(e, about);
      assertTrue(HostileValues.isNoText(value), about + " is text: " + e.getMessage());
      return false;
    }
    assertTenant(rows, about);
    for (JsonNode row : HostileValues.isNoText(value) ? JSON.createArrayNode() : rows) {
      assertEquals(target.expected().apply(value), row.get("v").asText(), about);
    }
    return true;
  }

  /** Whatever the author lets it be, the rest of the query stays what it is. */
  private void free(String id, String value, String about) throws Exception {
    try {
      JsonNode rows = rows(id, value);
      assertTenant(rows, about);
      assertTrue(!rows.toString().contains("PIN-SENTINEL"), about + rows);
    } catch (RouteException e) {
      assertRefused(e, about);
    }
  }

  /** An expression stays one, whatever stands beside it. */
  private void where(String value, String about) throws Exception {
    try {
      for (JsonNode row : rows("where", value)) {
        assertEquals("mine", row.get("tenant").asText(), about);
      }
    } catch (RouteException e) {
      // A type that does not fit is found while the query runs.
      if (e.kind() != RouteException.Kind.EXECUTION_FAILED) {
        assertRefused(e, about);
      }
    }
  }

  private void alias(String value, String about) throws Exception {
    try {
      JsonNode rows = rows("alias", value);
      assertEquals(7, rows.get(0).get("<" + value + ">").asInt(), about + rows);
    } catch (RouteException e) {
      assertRefused(e, about);
      assertTrue(HostileValues.isNoText(value), about + " is text: " + e.getMessage());
    }
  }

  private static void assertTenant(JsonNode rows, String about) {
    assertEquals(2, rows.size(), about + rows);
    for (JsonNode row : rows) {
      assertEquals("mine", row.get("tenant").asText(), about);
    }
  }

  private static void assertRefused(RouteException refused, String about) {
    assertTrue(
        Set.of(RouteException.Kind.INVALID_TEMPLATE, RouteException.Kind.INVALID_PARAMETER)
            .contains(refused.kind()),
        about + " " + refused.kind() + " " + refused.getMessage() + " " + refused.getCause());
  }

  private JsonNode rows(String id, String value) throws Exception {
    RoutePlan plan =
        site.routeExecutor()
            .plan(
                site.route(id).orElseThrow(),
                RouteRequest.of(Map.of("x", List.of(value), "y", List.of(value))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plan.run(out, Options.empty(), () -> false);
    return JSON.readTree(out.toByteArray()).get("rows");
  }
}
