package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On random projects: the view of a value is the source's view where the predicate holds. */
final class TemplatePropertyTest {

  private static final int CASES = 500;
  private static final int SOURCES = 25;
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
      Files.createDirectories(folder);
      try (ProjectOnDisk project = new ProjectOnDisk(folder)) {
        cases += check(project, random, "seed " + seed + ", project " + number);
      }
      assertTrue(number < 20, "the projects have hardly any values");
    }
  }

  private static int check(ProjectOnDisk project, Random random, String where) throws Exception {
    List<String> expressions = new ArrayList<>();
    StringBuilder toml = new StringBuilder();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (int source = 0; source < SOURCES; source++) {
        write(project.root.resolve("up" + source), random, statement);
        expressions.add(pick(EXPRESSIONS, random));
        toml.append(
            """
            [[file_sources]]
            name = "s%1$d"
            upstream_glob = "up%1$d/**/*.parquet"
            row_filter = "%2$s"
            template_name = "v%1$d_[%3$s]"
            template_values = ["nobody", 99]
            hierarchy = [
              { pattern = "data/s%1$d/day/*", row_filter = "%4$s" },
              { pattern = "data/s%1$d/month/*" },
              { pattern = "data/s%1$d/**", row_filter = "%5$s" },
            ]
            """
                .formatted(
                    source,
                    pick(FILTERS, random),
                    expressions.getLast(),
                    pick(FILTERS, random),
                    pick(FILTERS, random)));
      }
    }
    project.toml(toml.toString());
    Site site = project.compile();
    Set<String> codes = new TreeSet<>(project.codes());
    codes.remove("data/template-collision");
    assertEquals(Set.of(), codes, where);
    int cases = 0;
    for (Template template : site.templates()) {
      int source = Integer.parseInt(template.source().substring(1));
      cases += check(project, template, expressions.get(source), where);
    }
    return cases;
  }

  private static int check(
      ProjectOnDisk project, Template template, String expression, String where) throws Exception {
    List<String> own = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> view : template.index()) {
      if (!List.of("nobody", "99").contains(view.getValue())) {
        String value = "'" + view.getValue().replace("'", "''") + "'";
        values.add(value);
        own.add("SELECT " + value + " AS value, * FROM \"" + view.getKey() + "\"");
      }
    }
    if (!values.isEmpty()) {
      // Every row with the value whose view it stands in: one statement compares all views.
      String sql =
          """
          WITH own AS MATERIALIZED (%s),
            base AS MATERIALIZED (
              SELECT CAST((%s) AS VARCHAR) AS value, * FROM %s WHERE value IN (%s))
          SELECT (SELECT count(*) FROM ((FROM own EXCEPT ALL FROM base)
              UNION ALL (FROM base EXCEPT ALL FROM own))) AS n,
            (SELECT count(DISTINCT value) FROM own) AS found
          """
              .formatted(
                  String.join(" UNION ALL ", own),
                  expression,
                  template.source(),
                  String.join(", ", values));
      assertEquals(
          List.of("n,found", "0," + values.size()),
          project.rows(sql),
          where + ", " + template.name());
    }
    return values.size();
  }

  private static void write(Path folder, Random random, Statement statement) throws Exception {
    int files = 1 + random.nextInt(4);
    for (int file = 0; file < files; file++) {
      Path level = folder.resolve(random.nextBoolean() ? "day" : "month");
      Files.createDirectories(level);
      String missing = random.nextInt(5) == 0 ? ", 1 AS extra" : "";
      statement.execute(
          "COPY ("
              + rows(random)
              + missing
              + " FROM range("
              + (20 + random.nextInt(80))
              + ") t(i)) TO '"
              + level.resolve(file + ".parquet")
              + "' (FORMAT parquet)");
    }
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
