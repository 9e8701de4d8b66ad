package ducksite.engine.model;

import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that compares two levels over the periods that both cover. A period is the coarser of
 * their two grains; one that a level covers in part, at either end, is left out.
 */
final class RollupComparison {

  private static final List<String> GRAINS =
      List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");

  private final RollupLevel left;
  private final RollupLevel right;
  private final String period;
  private final List<String> by;
  private final List<RollupMeasure> measures;

  RollupComparison(
      RollupLevel left,
      RollupLevel right,
      String period,
      List<String> by,
      List<RollupMeasure> measures) {
    this.left = left;
    this.right = right;
    this.period = "CAST(" + SqlText.identifier(period) + " AS TIMESTAMP)";
    this.by = by;
    this.measures = measures;
  }

  /** One row: the place in the list of grains of the coarsest one that a level's periods have. */
  static String grain(String level, String column) {
    String at = "CAST(" + SqlText.identifier(column) + " AS TIMESTAMP)";
    String tests =
        GRAINS.stream()
            .map(
                grain ->
                    "WHEN bool_and(%1$s = date_trunc('%2$s', %1$s)) THEN '%3$d'"
                        .formatted(at, grain, GRAINS.indexOf(grain)))
            .collect(Collectors.joining(" "));
    return "SELECT CASE " + tests + " ELSE '7' END AS grain FROM (\n" + level + "\n)";
  }

  /** The word of the coarser of two grains. */
  static String coarser(String left, String right) {
    return GRAINS.get(Math.min(Integer.parseInt(left), Integer.parseInt(right)));
  }

  /**
   * Rows of texts: first the number of periods that both cover, then up to 20 disagreements: the
   * period, the group, the figure and its two values.
   */
  String differences(String grain) {
    List<String> wrong = new ArrayList<>();
    for (int index = 0; index < measures.size(); index++) {
      String name = "m" + index;
      wrong.add(
          "SELECT CAST(period AS VARCHAR) AS p, grp, '"
              + measures.get(index).label().replace("'", "''")
              + "' AS figure, CAST(x."
              + name
              + " AS VARCHAR) AS l, CAST(y."
              + name
              + " AS VARCHAR) AS r FROM x FULL JOIN y USING (period, grp) WHERE "
              + measures.get(index).differs(name));
    }
    return ranges(grain)
        + ", x AS (SELECT a.* FROM a, r WHERE a.period BETWEEN r.lo AND r.hi)"
        + ", y AS (SELECT b.* FROM b, r WHERE b.period BETWEEN r.lo AND r.hi)"
        + " SELECT NULL AS p, NULL AS grp, 'periods' AS figure,"
        + " CAST(count(DISTINCT period) AS VARCHAR) AS l, NULL AS r FROM"
        + " (SELECT period FROM x UNION ALL SELECT period FROM y)"
        + " UNION ALL (SELECT * FROM (\n"
        + String.join("\nUNION ALL ", wrong)
        + "\n) ORDER BY p, figure, grp LIMIT 20)";
  }

  /** One row: the number of periods that both levels show, and the first of them. */
  static String overlap(RollupLevel left, RollupLevel right, String column, String grain) {
    String at =
        "date_trunc('" + grain + "', CAST(" + SqlText.identifier(column) + " AS TIMESTAMP))";
    return "SELECT CAST(count(*) AS VARCHAR) AS n, CAST(min(p) AS VARCHAR) AS first FROM"
        + " (SELECT DISTINCT "
        + at
        + " AS p FROM (\n"
        + left.shown()
        + "\n) INTERSECT SELECT DISTINCT "
        + at
        + " AS p FROM (\n"
        + right.shown()
        + "\n))";
  }

  private String ranges(String grain) {
    String unit = "INTERVAL 1 " + grain;
    return "WITH a AS ("
        + figures(left, grain, RollupMeasure::left)
        + "), b AS ("
        + figures(right, grain, RollupMeasure::right)
        + "), ra AS ("
        + range(left, grain, unit)
        + "), rb AS ("
        + range(right, grain, unit)
        + "), r AS (SELECT greatest(ra.lo, rb.lo) AS lo, least(ra.hi, rb.hi) AS hi FROM ra, rb)";
  }

  /** A level's first and last whole period; days count as whole, and a coarse row as all of its. */
  private String range(RollupLevel level, String grain, String unit) {
    String trunc = "date_trunc('" + grain + "', ";
    return "SELECT CASE WHEN coarse OR date_trunc('day', lo) = "
        + trunc
        + "lo) THEN "
        + trunc
        + "lo) ELSE "
        + trunc
        + "lo) + "
        + unit
        + " END AS lo, CASE WHEN coarse OR "
        + trunc
        + "hi + INTERVAL 1 day) > "
        + trunc
        + "hi) THEN "
        + trunc
        + "hi) ELSE "
        + trunc
        + "hi) - "
        + unit
        + " END AS hi FROM (SELECT min("
        + period
        + ") AS lo, max("
        + period
        + ") AS hi, bool_and("
        + period
        + " = "
        + trunc
        + period
        + ")) AS coarse FROM (\n"
        + level.whole()
        + "\n))";
  }

  private String figures(
      RollupLevel level,
      String grain,
      java.util.function.Function<RollupMeasure, String> expression) {
    List<String> selected = new ArrayList<>();
    for (int index = 0; index < measures.size(); index++) {
      selected.add(expression.apply(measures.get(index)) + " AS m" + index);
    }
    String group =
        Stream.concat(
                Stream.of("''"),
                by.stream()
                    .map(
                        column ->
                            "coalesce(CAST("
                                + SqlText.identifier(column)
                                + " AS VARCHAR), '(null)')"))
            .collect(Collectors.joining(" || ' ' || "));
    return "SELECT date_trunc('"
        + grain
        + "', "
        + period
        + ") AS period, "
        + group
        + " AS grp, "
        + String.join(", ", selected)
        + " FROM (\n"
        + level.whole()
        + "\n) GROUP BY 1, 2";
  }

  /** Whether a row of the differences tells the number of periods. */
  static boolean isCount(@Nullable String figure) {
    return "periods".equals(figure);
  }
}
