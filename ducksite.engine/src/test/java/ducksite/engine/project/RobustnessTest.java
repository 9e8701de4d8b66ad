package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged texts: whatever a file contains, reading it reports problems inside the file and never
 * fails.
 */
final class RobustnessTest {

  private static final String CONFIG =
      """
      [site]
      title = "é"
      [server]
      port = 80
      hosts = ["a", 'b']
      [dirs]
      DIR_A = "x"
      [[file_sources]]
      name = "s"
      upstream_glob = "${DIR_A}/*"
      template_name = "a[b]"
      hierarchy = [{ pattern = "p", row_filter = "x" }]
      [file_sources.options]
      a.b = [1, { c = 2.5 }]
      [const]
      d = { type = "date", value = 2024-01-02 }
      [secrets.s]
      service = "a"
      username = "b"
      [sql]
      pools.heavy = { memory = "1GB" }
      """;
  private static final String ROUTE =
      """
      id = "r"
      path = "/a/{x}"
      allowed_formats = "csv, json"
      [params.x]
      type = "int"
      default = 5
      guard = { mode = "choices", values = [1, 2] }
      [cache]
      order_by = ["a DESC", "b"]
      invariant_filters = { p = "c", q = { column = "d", type = "int" } }
      [[uses]]
      alias = "a"
      call = "b"
      [[preprocess]]
      plugin = "x:y"
      """;
  private static final String MODELS =
      """
      -- comment ; '
      -- name: a
      SELECT 'x;' AS "q", $t$ ; $t$, $p /* ; */;
      -- name: b
      SELECT 1 -- end
      """;
  private static final String NOISE = "[]{}=\"'\\#.,\n\t ;:$-/*\0é😀x1_\u2028";

  private final Random random = new Random(4711);

  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0 && damaged.length() > 2; i--) {
      int at = random.nextInt(damaged.length() - 1);
      String noise = String.valueOf(NOISE.charAt(random.nextInt(NOISE.length())));
      switch (random.nextInt(3)) {
        case 0 -> damaged.insert(at, noise);
        case 1 -> damaged.replace(at, at + 1, noise);
        default -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(9)));
      }
    }
    return damaged.toString();
  }

  private static void assertInside(SourceText text, Problems problems) {
    for (Problem problem : problems.all()) {
      int lines = text.text().split("\n", -1).length;
      assertTrue(problem.line() <= lines, problem + " in " + lines + " lines of\n" + text.text());
      ProblemFormat.coloured().text(problem);
      ProblemFormat.toMap(problem);
    }
  }

  @Test
  void damaged_settings_are_problems_and_never_failures() {
    for (int round = 0; round < 1500; round++) {
      Problems problems = new Problems();
      SourceText text = new SourceText("ducksite.toml", damaged(CONFIG));
      ConfigReader.read(text, Overrides.of(List.of(damaged("server.port=8"))), problems);
      assertInside(text, problems);
    }
  }

  @Test
  void damaged_routes_are_problems_and_never_failures() {
    int readable = 0;
    for (int round = 0; round < 1500; round++) {
      Problems problems = new Problems();
      SourceText text = new SourceText("r.toml", damaged(ROUTE));
      TomlDocument document = TomlDocument.read(text, "route/toml-syntax", problems);
      RouteReader reader = new RouteReader(Map.of(), problems);
      reader.read(document.table(), text, SourceFragment.of("r.sql", "SELECT 1"), null, "r");
      readable += document.broken() ? 0 : 1;
      assertInside(text, problems);
    }
    assertTrue(readable > 100, "damage that parses: " + readable);
  }

  @Test
  void damaged_models_are_problems_and_never_failures() {
    for (int round = 0; round < 1500; round++) {
      Problems problems = new Problems();
      SourceText text = new SourceText("m.sql", damaged(MODELS));
      ModelReader reader = new ModelReader(problems);
      reader.read(text);
      for (ModelSource model : reader.models()) {
        assertEquals(model.sql().text().strip(), model.sql().text().stripTrailing());
      }
      assertInside(text, problems);
    }
  }
}
