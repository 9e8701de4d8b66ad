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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On random projects: the values of a template are those of a DISTINCT, wherever they are from. */
final class TemplateValuesPropertyTest {

  private static final int CASES = 200;
  private static final int SOURCES = 50;
  private static final List<String> FOLDERS =
      List.of(
          "7",
          "007",
          "12",
          "300",
          "na",
          "emea",
          "eu west",
          "a+b",
          "b%20c",
          "2024-01-05",
          "2024-02-30",
          "NULL",
          "__HIVE_DEFAULT_PARTITION__",
          "true",
          "1.5",
          "x-1");
  private static final List<List<String>> TYPES =
      List.of(
          List.of("'na'", "'emea'", "'007'", "repeat('x', 300)", "''", "'Zürich'"),
          List.of("7", "-40", "300::SMALLINT", "8", "9"),
          List.of("DATE '2024-01-05'", "DATE '1969-12-31'", "DATE '0099-01-01'"),
          List.of("true", "false"),
          List.of("1.50::DECIMAL(4,2)", "2::DECIMAL(4,2)", "0.05::DECIMAL(9,3)", "3"),
          List.of("1.5::DOUBLE", "'nan'::DOUBLE", "-0.0::DOUBLE", "0.0::DOUBLE"),
          List.of("18446744073709551615::UBIGINT", "5::UBIGINT"),
          List.of("TIMESTAMP '2024-01-05 10:00:00'", "TIMESTAMP '2024-01-05 10:00:00.5'"));
  private static final List<String> FILTERS =
      List.of("", "i > 1", "i >= 0", "k IS NOT NULL", "i < 0 OR k = k", "i = 0");

  @TempDir private Path root;

  @Test
  void the_values_of_a_template_are_those_of_a_distinct() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("seed of the random sources: " + seed);
    Random random = new Random(seed);
    int cases = 0;
    for (int number = 0; cases < CASES; number++) {
      assertTrue(number < 40, "hardly any source has a template");
      Path folder = Files.createDirectories(root.resolve("p" + number));
      try (ProjectOnDisk project = new ProjectOnDisk(folder)) {
        cases += check(project, random, "seed " + seed + ", project " + number);
      }
    }
  }

  private static int check(ProjectOnDisk project, Random random, String where) throws Exception {
    StringBuilder toml = new StringBuilder();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (int source = 0; source < SOURCES; source++) {
        boolean inFolders = random.nextInt(3) == 0;
        List<String> values = pick(TYPES, random);
        for (int file = 1 + random.nextInt(5); file > 0; file--) {
          write(project.root.resolve("up" + source), file, inFolders, values, random, statement);
        }
        toml.append(
            "[[file_sources]]\nname = \"s%1$d\"\nupstream_glob = \"up%1$d/**/*.parquet\"\n"
                    .formatted(source)
                + "template_name = \"v%d_[k]\"\non_empty = \"ignore\"\n".formatted(source));
        String filter = pick(FILTERS, random);
        if (!filter.isEmpty()) {
          toml.append("row_filter = \"" + filter + "\"\n");
        }
        if (random.nextInt(4) == 0) {
          toml.append(
              "hierarchy = [{ pattern = \"data/s%1$d/**/1.parquet\", row_filter = \"i < 2\" }, { pattern = \"data/s%1$d/**\" }]\n"
                  .formatted(source));
        }
      }
    }
    project.toml(toml.toString());
    Site site = project.compile();
    int cases = 0;
    for (Template template : site.templates()) {
      List<String> expected =
          project
              .rows(
                  "SELECT CAST(k AS VARCHAR) AS text FROM (SELECT DISTINCT k FROM "
                      + template.source()
                      + ") WHERE k IS NOT NULL ORDER BY k")
              .stream()
              .map(value -> value.equals("-0.0") ? "0.0" : value)
              .toList();
      List<String> found = new ArrayList<>(List.of("text"));
      template.index().stream()
          .map(Map.Entry::getValue)
          .map(value -> value.isEmpty() ? "\"\"" : value)
          .forEach(found::add);
      assertEquals(expected, found, where + ", " + template.name());
      cases++;
    }
    return cases;
  }

  private static void write(
      Path up, int file, boolean inFolders, List<String> values, Random random, Statement statement)
      throws Exception {
    Path folder = up;
    if (inFolders && random.nextInt(15) != 0) {
      folder = up.resolve("k=" + pick(FOLDERS, random));
    }
    Files.createDirectories(folder);
    String column =
        switch (random.nextInt(5)) {
          case 0, 1 -> pick(values, random);
          case 2 -> "CASE WHEN i > 2 THEN " + pick(values, random) + " END";
          case 3 ->
              "CASE WHEN i > 2 THEN "
                  + pick(values, random)
                  + " ELSE "
                  + pick(values, random)
                  + " END";
          default -> "CASE WHEN i < 0 THEN " + pick(values, random) + " END";
        };
    boolean also = !inFolders || random.nextInt(4) == 0;
    statement.execute(
        "COPY (SELECT i"
            + (also ? ", " + column + " AS k" : "")
            + " FROM range("
            + random.nextInt(5)
            + ") t(i)) TO '"
            + folder.resolve(file + ".parquet")
            + "' (FORMAT parquet)");
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
