package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On random projects: the view of a value is the source's view where the predicate holds. */
final class TemplatePropertyTest {

  private static final int CASES = 500;
  private static final List<String> WORDS =
      List.of("emea", "na", "O''Reilly", "Zürich 1", "x", "2024-01-05", "7", "a[b]*", "%");
  private static final List<String> EXPRESSIONS =
      List.of("k", "upper(k)", "n", "k || n", "d", "left(k, 1) || n", "coalesce(k, '?')");
  private static final List<String> FILTERS =
      List.of(
          "n > 1", "k <> 'x' -- not x", "d < DATE '2024-01-06'", "TRUE", "n % 2 = 0 OR k = 'na'");

  @TempDir private Path root;

  @Test
  void the_view_of_a_value_is_the_base_view_where_the_predicate_holds() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("seed of the random projects: " + seed);
    Random random = new Random(seed);
    int cases = 0;
    for (int number = 0; cases < CASES; number++) {
      Path folder = root.resolve("p" + number);
      java.nio.file.Files.createDirectories(folder);
      try (ProjectOnDisk project = new ProjectOnDisk(folder)) {
        cases += check(project, random, "seed " + seed + ", project " + number);
      }
      assertTrue(number < 200, "the projects have hardly any values");
    }
  }

  private static int check(ProjectOnDisk project, Random random, String where) throws Exception {
    int files = 1 + random.nextInt(4);
    for (int file = 0; file < files; file++) {
      String level = random.nextBoolean() ? "day" : "month";
      String missing = random.nextInt(5) == 0 ? ", 1 AS extra" : "";
      project.parquet(
          "up/" + level + "/" + file + ".parquet",
          rows(random) + missing + " FROM range(" + (20 + random.nextInt(80)) + ") t(i)");
    }
    String expression = pick(EXPRESSIONS, random);
    project.toml(
        """
        [[file_sources]]
        name = "s"
        upstream_glob = "up/**/*.parquet"
        row_filter = "%s"
        template_name = "v_[%s]"
        template_values = ["nobody", 99]
        hierarchy = [
          { pattern = "data/s/day/*", row_filter = "%s" },
          { pattern = "data/s/month/*" },
          { pattern = "data/s/**", row_filter = "%s" },
        ]
        """
            .formatted(
                pick(FILTERS, random), expression, pick(FILTERS, random), pick(FILTERS, random)));
    Site site = project.compile();
    if (project.problems.hasErrors()) {
      assertEquals(List.of("data/template-collision"), project.codes(), where);
      return 0;
    }
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> view : site.templates().getFirst().index()) {
      if (!List.of("nobody", "99").contains(view.getValue())) {
        String own = "SELECT * FROM \"" + view.getKey() + "\"";
        String base =
            "SELECT * FROM s WHERE CAST((%s) AS VARCHAR) = '%s'"
                .formatted(expression, view.getValue().replace("'", "''"));
        differences.add(
            "SELECT count(*) AS n, (SELECT count(*) FROM (%1$s)) > 0 AS found FROM ((%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s))"
                .formatted(own, base));
      }
    }
    if (!differences.isEmpty()) {
      String all = String.join(" UNION ALL ", differences);
      assertEquals(
          List.of("n,found", "0,true"),
          project.rows("SELECT sum(n) AS n, bool_and(found) AS found FROM (" + all + ")"),
          where);
    }
    return differences.size();
  }

  private static String rows(Random random) {
    StringBuilder cases = new StringBuilder("CASE (i * " + (1 + random.nextInt(7)) + ") % 6");
    for (int each = 0; each < 5; each++) {
      cases.append(" WHEN ").append(each).append(" THEN '").append(pick(WORDS, random)).append("'");
    }
    return "SELECT "
        + cases
        + " END AS k, (i * "
        + (1 + random.nextInt(9))
        + ") % 53 AS n,"
        + " (DATE '2024-01-01' + (i % 9)::INTEGER)::DATE AS d";
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
