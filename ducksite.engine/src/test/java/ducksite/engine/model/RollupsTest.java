package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels that agree, that do not, and that cannot be compared. */
final class RollupsTest {

  private static final String DAYS =
      "SELECT (DATE '2024-01-15' + (i // 10)::INTEGER)::DATE AS day,"
          + " CASE i % 2 WHEN 0 THEN 'emea' ELSE 'na' END AS region, i AS amount"
          + " FROM range(600) t(i)";
  private static final String MONTHS =
      "SELECT date_trunc('month', day)::DATE AS day, region, count(*) AS n, sum(amount) AS amount"
          + " FROM ("
          + DAYS
          + ") GROUP BY ALL";

  @TempDir private Path root;
  private ProjectOnDisk project;
  private Problems found = new Problems();

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.parquet("up/day/a.parquet", DAYS);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private String compared(String filters, String rollup) throws IOException {
    String[] filter = filters.split("/");
    project.toml(
        """
        [[file_sources]]
        name = "s"
        upstream_glob = "up/*/*.parquet"
        hierarchy = [
          { pattern = "data/s/month/*", row_filter = "%s" },
          { pattern = "data/s/day/*", row_filter = "%s" },
        ]
        %s
        """
            .formatted(filter[0], filter[1], rollup));
    Site site = project.compiled();
    found = new Problems();
    return String.join(
        "\n",
        new Rollups(site.duck(), found)
            .check(site.project().config().fileSources(), site.dataMap()).stream()
                .map(RollupVerdict::line)
                .toList());
  }

  private List<String> codes() {
    return found.all().stream().map(Problem::code).toList();
  }

  private static final String PARTED = "day < DATE '2024-02-01'/day >= DATE '2024-02-01'";
  private static final String ADDED =
      "rollup = { period = \"day\", count = \"n\", by = [\"region\"], sum = [\"amount\"] }";

  @Test
  void a_level_of_sums_that_is_right_is_exact_over_the_whole_periods() throws Exception {
    project.parquet("up/month/m.parquet", MONTHS);
    String line = compared(PARTED, ADDED);
    assertEquals(List.of(), codes());
    // January and March are in part covered by the days; February is whole.
    assertTrue(line.endsWith("exact over 1 periods of one month, 2 figures"), line);
  }

  @Test
  void a_wrong_sum_is_told_with_its_place_and_its_size() throws Exception {
    project.parquet(
        "up/month/m.parquet",
        "SELECT * REPLACE (amount + CASE WHEN day = '2024-02-01' AND region = 'na' THEN 7 ELSE 0"
            + " END AS amount) FROM ("
            + MONTHS
            + ")");
    String line = compared(PARTED, ADDED);
    assertEquals(List.of("data/rollup-differs"), codes());
    assertTrue(
        line.contains("sum(amount) at 2024-02-01 00:00:00 for na is 45682.0 and 45675"), line);
  }

  @Test
  void a_compacted_level_is_compared_by_what_both_have() throws Exception {
    project.parquet("up/month/m.parquet", DAYS);
    assertTrue(compared(PARTED, "").endsWith("exact over 60 periods of one day, 4 figures"));
    project.parquet("up/month/m.parquet", DAYS + " WHERE i <> 77");
    assertTrue(compared(PARTED, "").contains("count at 2024-01-22 00:00:00 for na is 4 and 5"));
    assertEquals(List.of("data/rollup-differs"), codes());
  }

  @Test
  void levels_that_show_the_same_period_twice_are_an_error() throws Exception {
    project.parquet("up/month/m.parquet", DAYS);
    compared("day < DATE '2024-02-03'/day >= DATE '2024-02-01'", "");
    assertEquals(List.of("data/rollup-overlap"), codes());
    assertTrue(found.all().getFirst().message().contains("2 periods of one day"));
  }

  @Test
  void what_has_no_period_in_common_is_not_comparable() throws Exception {
    project.parquet("up/month/m.parquet", "SELECT DATE '2020-01-01' AS day, 1 AS amount");
    assertTrue(compared(PARTED, "").contains("not comparable"));
    project.parquet("up/month/m.parquet", "SELECT 1 AS amount");
    assertTrue(compared("true/true", "").contains("not comparable"));
    assertEquals(List.of("data/rollup-not-comparable"), codes());
    assertTrue(found.errors().isEmpty());
  }
}
