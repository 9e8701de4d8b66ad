package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Severity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project as it was written for the older product, with every kind of source and a library of
 * models: it builds unchanged, and each view gives the rows that plain SQL gives.
 */
final class OlderProjectTest {

  private static final String TOML =
      """
      [dirs]
      DIR_LAKE = "lake"
      DIR_TRIPS = "lake/trips"

      # Keys without a view.
      [[file_sources]]
      upstream_glob = "${DIR_LAKE}/keys/*.parquet"

      # One file by its plain name.
      [[file_sources]]
      name = "codes"
      upstream_glob = "${DIR_LAKE}/codes.parquet"

      # A folder, any depth, with a filter and views by an expression.
      [[file_sources]]
      name = "sales"
      upstream_glob = "${DIR_LAKE}/sales/**/*.parquet"
      row_filter = "amount > 5"
      template_name = "sales_[region]"
      template_values = ["NONE"]
      union_mode = "union_all_by_name"

      # Only some of the keys.
      [[file_sources]]
      name = "recent"
      pattern = "data/recent/2024-01/*.parquet"
      upstream_glob = "${DIR_LAKE}/sales/*/*.parquet"

      # Files that lie below static/.
      [[file_sources]]
      name = "stat"
      pattern = "data/stat/*.parquet"

      # Levels before and after.
      [[file_sources]]
      name = "trips"
      upstream_glob = "${DIR_TRIPS}/**/*.parquet"
      row_filter = "fare >= 0"
      hierarchy_before = [
        { pattern = "data/trips/month/*.parquet", row_filter = "day < DATE '2024-02-01'" },
      ]
      hierarchy = [
        { pattern = "data/trips/day/*.parquet", row_filter = "day BETWEEN DATE '2024-02-01' AND DATE '2024-02-29'" },
      ]
      hierarchy_after = [
        { pattern = "data/trips/live/*.parquet", row_filter = "day > DATE '2024-02-29'" },
      ]
      template_name = "trips_[left(zone, 1)]"
      row_filter_template = "left(zone, 1) = ? AND fare < 90"

      # Views whose values a query names, of two parts.
      [[file_sources]]
      name = "pairs"
      upstream_glob = "${DIR_LAKE}/sales/**/*.parquet"
      template_name = "pairs_[region || amount]"
      row_filter_template = "region = ? AND amount = ?"
      template_values_sql = "SELECT DISTINCT region, amount FROM sales WHERE id < 3"

      # Made from another source, and from models.
      [[file_sources]]
      name = "mirror"
      plugin = "plugins/Chain.java"
      options = { of = "sales" }

      [[file_sources]]
      name = "second"
      plugin = "plugins/Chain.java"
      options = { models = ["top"] }

      # Nothing there yet.
      [[file_sources]]
      name = "later"
      upstream_glob = "${DIR_LAKE}/later/*.parquet"
      on_empty = "warn"
      time_window = { column = "day", from = 2024-01-01, to = 2024-02-01 }
      """;

  private static final String MODELS =
      """
      -- A library of models.
      -- name: base
      SELECT id, region, amount FROM sales WHERE amount < 40 -- a remark
      ;

      -- name: left_side
      SELECT region, count(*) AS n FROM BASE GROUP BY region

      -- name: right_side
      WITH base AS (SELECT * FROM "base") SELECT region, sum(amount) AS s FROM base GROUP BY ALL

      -- name: top
      SELECT l.region, n, s, c.title
      FROM left_side l JOIN right_side r USING (region) LEFT JOIN codes c ON c.code = l.region

      -- name: steps
      WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 4)
      SELECT i, count(*) AS n FROM t JOIN base ON base.id >= i GROUP BY i

      -- name: by_hand
      SELECT id, amount FROM read_parquet(['data/sales/2023/a.parquet', 'data/sales/2024-01/b.parquet'])

      -- name: arrows
      SELECT id, list_sum(list_transform([id, amount], x -> x + 1)) AS more FROM base

      -- name: keyed
      SELECT * FROM read_parquet('data/k.parquet')
      """;

  private static final String CHAIN =
      """
      import ducksite.api.manifest.*;
      public final class Chain implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) {
          var options = context.options();
          String prefix = "data/" + context.sourceName();
          return options.string("of").isPresent()
              ? context.manifestFromFileSource(options.string("of").get(), prefix)
              : context.manifestFromModelViews(options.strings("models"), prefix);
        }
      }
      """;

  @TempDir private Path root;

  private String file(String name) {
    return "read_parquet('" + root.resolve(name) + "', hive_partitioning = false)";
  }

  private String rows(String folder, long start, long count) {
    return "SELECT i AS id, CASE i % 3 WHEN 0 THEN 'emea' WHEN 1 THEN 'na' ELSE 'o''x y' END AS"
        + " region, i * 7 % 50 AS amount, '"
        + folder
        + "' AS place FROM range("
        + start
        + ", "
        + (start + count)
        + ") t(i)";
  }

  private String trips(String first, int days, int step) {
    return "SELECT (DATE '"
        + first
        + "' + (i // 3)::INTEGER)::DATE AS day, CASE i % 4 WHEN 0 THEN 'alpha' WHEN 1 THEN 'beta'"
        + " ELSE 'gamma' END AS zone, i * "
        + step
        + " % 101 - 2 AS fare FROM range("
        + 3 * days
        + ") t(i)";
  }

  @Test
  void every_view_gives_the_rows_that_plain_sql_gives() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.parquet("lake/keys/k.parquet", "SELECT 4 AS k");
      project.parquet(
          "lake/codes.parquet",
          "SELECT * FROM (VALUES ('emea', 'East'), ('na', 'West')) t(code, title)");
      project.parquet("lake/sales/2023/a.parquet", rows("a", 0, 20));
      project.parquet("lake/sales/2024-01/b.parquet", rows("b", 20, 30));
      project.parquet("lake/sales/c.parquet", rows("c", 50, 10));
      project.parquet("static/data/stat/s.parquet", "SELECT 1 AS one");
      project.parquet("lake/trips/month/m.parquet", trips("2024-01-01", 40, 7));
      project.parquet("lake/trips/day/d.parquet", trips("2024-01-25", 50, 11));
      project.parquet("lake/trips/live/l.parquet", trips("2024-02-25", 20, 13));
      project.file("plugins/Chain.java", CHAIN).file("sources_sql/library.sql", MODELS);
      project.file("content/index.md", "# Start\n\n```sql q\nSELECT * FROM top\n```\n");
      project.toml(TOML);
      Site site = project.build().site();
      assertEquals(
          List.of(),
          project.problems.all().stream()
              .filter(problem -> problem.severity() == Severity.ERROR)
              .toList());

      Map<String, String> plain = plain();
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement()) {
        for (Map.Entry<String, String> view : plain.entrySet()) {
          statement.execute("CREATE VIEW \"" + view.getKey() + "\" AS " + view.getValue());
          String ordered = "SELECT * FROM \"" + view.getKey() + "\" ORDER BY ALL";
          List<String> expected = rows(statement, ordered);
          assertEquals(expected, project.rows(ordered), view.getKey());
          assertTrue(
              expected.size() > 1 || view.getKey().equals("sales_NONE"),
              view.getKey() + " shows nothing");
        }
      }
      Set<String> named = new TreeSet<>(site.queries().keySet());
      site.templates()
          .forEach(template -> template.index().forEach(view -> named.add(view.getKey())));
      site.templates().forEach(template -> named.remove(template.name()));
      named.removeAll(plain.keySet());
      assertEquals(Set.of(), named, "a view that nothing is compared with");
    }
  }

  /** What each view is, in SQL over the files themselves; in the order of their needs. */
  private Map<String, String> plain() {
    String all =
        String.join(
            " UNION ALL BY NAME ",
            List.of("2023/a", "2024-01/b", "c").stream()
                .map(name -> "SELECT * FROM " + file("lake/sales/" + name + ".parquet"))
                .toList());
    Map<String, String> views = new LinkedHashMap<>();
    views.put("codes", "SELECT * FROM " + file("lake/codes.parquet"));
    views.put("sales", "SELECT * FROM (" + all + ") WHERE amount > 5");
    views.put("sales_emea", "SELECT * FROM sales WHERE region = 'emea'");
    views.put("sales_na", "SELECT * FROM sales WHERE region = 'na'");
    views.put("sales_o_x_y", "SELECT * FROM sales WHERE region = 'o''x y'");
    views.put("sales_NONE", "SELECT * FROM sales WHERE region = 'NONE'");
    views.put("recent", "SELECT * FROM " + file("lake/sales/2024-01/b.parquet"));
    views.put("stat", "SELECT * FROM " + file("static/data/stat/s.parquet"));
    views.put(
        "trips",
        "SELECT * FROM "
            + file("lake/trips/month/m.parquet")
            + " WHERE fare >= 0 AND day < DATE '2024-02-01' UNION ALL SELECT * FROM "
            + file("lake/trips/day/d.parquet")
            + " WHERE fare >= 0 AND day BETWEEN DATE '2024-02-01' AND DATE '2024-02-29'"
            + " UNION ALL SELECT * FROM "
            + file("lake/trips/live/l.parquet")
            + " WHERE fare >= 0 AND day > DATE '2024-02-29'");
    for (String letter : List.of("a", "b", "g")) {
      views.put(
          "trips_" + letter, "SELECT * FROM trips WHERE zone LIKE '" + letter + "%' AND fare < 90");
    }
    views.put("pairs", all);
    views.put("pairs_na_7", "SELECT * FROM pairs WHERE region = 'na' AND amount = 7");
    views.put("pairs_o_x_y_14", "SELECT * FROM pairs WHERE region = 'o''x y' AND amount = 14");
    views.put("mirror", "FROM sales");
    views.put("base", "SELECT id, region, amount FROM sales WHERE amount < 40");
    views.put("left_side", "SELECT region, count(*) AS n FROM base GROUP BY region");
    views.put("right_side", "SELECT region, sum(amount) AS s FROM base GROUP BY ALL");
    views.put(
        "top",
        "SELECT l.region, n, s, c.title FROM left_side l JOIN right_side r USING (region)"
            + " LEFT JOIN codes c ON c.code = l.region");
    views.put(
        "steps",
        "SELECT i, count(*) AS n FROM range(1, 5) t(i) JOIN base ON base.id >= i GROUP BY i");
    views.put(
        "arrows",
        "SELECT id, list_sum(list_transform([id, amount], lambda x : x + 1)) AS more FROM base");
    views.put("by_hand", "SELECT id, amount FROM sales WHERE place IN ('a', 'b')");
    views.put("keyed", "SELECT * FROM " + file("lake/keys/k.parquet"));
    views.put("second", "SELECT * FROM codes UNION ALL BY NAME SELECT * FROM sales");
    return views;
  }

  private static List<String> rows(Statement statement, String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> line = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        line.add(rows.getMetaData().getColumnName(column));
      }
      lines.add(String.join(",", line));
      while (rows.next()) {
        line.clear();
        for (int column = 1; column <= columns; column++) {
          String value = rows.getString(column);
          line.add(value == null ? "" : value);
        }
        lines.add(line.stream().collect(Collectors.joining(",")));
      }
    }
    return lines;
  }
}
