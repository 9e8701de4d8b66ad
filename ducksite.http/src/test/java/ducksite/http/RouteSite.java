package ducksite.http;

import java.io.IOException;
import java.nio.file.Path;

/** The project of the route tests. */
final class RouteSite {

  private static final String NAME =
      """
      [params.name]
      type = "str"
      default = "world"
      """;

  private RouteSite() {}

  static TestSite start(Path folder) throws IOException {
    return new TestSite(folder)
        .file("ducksite.toml", "[site]\ntitle = \"Routes\"\n")
        .route("hello", NAME, "SELECT 'Hello, ' || $name || '!' AS greeting")
        .route("numbers", "title = \"Numbers\"\n", "SELECT range AS value FROM range(8)")
        .route("two", "", "SELECT 1 AS a, 2 AS b")
        .route("only_json", "allowed_formats = [\"json\"]\n", "SELECT 1 AS a")
        .route(
            "typed",
            """
            [params.number]
            type = "int"
            [params.flag]
            type = "bool"
            [params.day]
            type = "date"
            [params.moment]
            type = "datetime"
            """,
            """
            SELECT CAST($number AS BIGINT) AS number, CAST($flag AS BOOLEAN) AS flag,
              CAST($day AS DATE) AS day, CAST($moment AS TIMESTAMP) AS moment
            """)
        .route(
            "needed",
            """
            [params.region]
            type = "str"
            required = true
            """,
            "SELECT $region AS region")
        .route(
            "tags",
            """
            [params.tags]
            type = "str"
            """,
            """
            WITH all_tags AS (SELECT unnest(['a', 'b', 'c']) AS tag),
              chosen AS (SELECT tag FROM all_tags WHERE $tags IS NULL OR tag IN $tags)
            SELECT tag FROM chosen WHERE $tags IS NULL OR tag IN $tags ORDER BY tag
            """)
        .route(
            "order",
            """
            path = "/orders/{order_id}"
            [params.order_id]
            type = "int"
            """,
            "SELECT $order_id AS order_id")
        .route(
            "values",
            "",
            """
            SELECT CAST(12.34 AS DECIMAL(10,2)) AS price, TIME '08:15:00' AS early,
              TIME '12:30:45.123456' AS exact, CAST(2 AS HUGEINT) AS huge,
              9007199254740993 AS long_number, CAST('nan' AS DOUBLE) AS nan,
              NULL AS nothing, 'say "<b>"' AS quoted, [1, 2] AS list
            """)
        .start();
  }
}
