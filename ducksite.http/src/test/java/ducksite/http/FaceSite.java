package ducksite.http;

import java.io.IOException;
import java.nio.file.Path;

/** The project of the tests of pages. */
final class FaceSite {

  private static final String SALES =
      """
      [cache]
      order_by = ["region", "product"]
      invariant_filters = [
        { param = "region", column = "region" },
        { param = "product", column = "product" },
      ]
      """;
  private static final String SALES_ROWS =
      """
      SELECT * FROM (VALUES ('North', 'duck', 1), ('North', 'goose', 2), ('South', 'goose', 3),
        ('South', 'swan', 4), (NULL, 'duck', 5), ('West', 'swan', 6)) t(region, product, n)
      """;

  private FaceSite() {}

  static TestSite start(Path folder) throws IOException {
    return new TestSite(folder)
        .file("ducksite.toml", "[site]\ntitle = \"Faces\"\n")
        .file("static/media/card.png", "not really")
        .file("static/forms/secret.csv", "a")
        .file("static/company.css", "h1 { color: red }")
        .route(
            "hello",
            """
            [params.name]
            type = "str"
            default = "world"
            ui_control = "input"
            ui_label = "Your name"
            [html_t]
            show_params = ["name"]
            """,
            "SELECT 'Hello, ' || $name || '!' AS greeting")
        .route(
            "needed",
            """
            [params.origin]
            type = "str"
            required = true
            description = "Where it begins"
            [params.least]
            type = "int"
            """,
            "SELECT $origin AS origin, $least AS least")
        .route("sales", SALES, SALES_ROWS)
        .route("cold_sales", SALES, SALES_ROWS)
        .route(
            "mixed",
            """
            [params.letter]
            type = "str"
            ui_control = "select"
            options = ["...unique_values...", "b", { value = "other", label = "Something else" }]
            """,
            """
            SELECT letter FROM (VALUES ('a'), ('b')) t(letter)
            WHERE CAST($letter AS VARCHAR) IS NULL OR letter = CAST($letter AS VARCHAR)
            """)
        .route(
            "numbers",
            """
            [params.least]
            type = "int"
            [params.word]
            type = "str"
            """,
            """
            SELECT range AS value FROM range(8)
            WHERE range >= coalesce(CAST($least AS BIGINT), 0) AND $word IS NULL
            """)
        .route(
            "cards",
            """
            [html_c]
            title_col = "name"
            image_col = "image"
            meta_cols = ["price"]
            [assets]
            base_path = "media"
            [ui]
            styles = ["layout", "/static/company.css", "cards"]
            """,
            """
            SELECT 'A <b>duck</b>' AS name, 'card.png' AS image, 1234.50 AS price
            UNION ALL SELECT 'B', '../../../etc/passwd', 2
            """)
        .route(
            "news",
            """
            [feed]
            timestamp_col = "moment"
            title_col = "title"
            """,
            """
            SELECT * FROM (VALUES
              (CAST(now() AT TIME ZONE 'UTC' AS VARCHAR), 'now'),
              (CAST(now() AT TIME ZONE 'UTC' + INTERVAL 1 DAY AS VARCHAR), 'tomorrow'),
              (CAST(now() AT TIME ZONE 'UTC' - INTERVAL 1 DAY AS VARCHAR), 'day before'),
              ('2001-02-03T04:05:06Z', 'long ago'), ('soon', 'some day'), (NULL, 'some day')
            ) t(moment, title)
            """)
        .route(
            "charts",
            """
            [[charts]]
            id = "length"
            type = "bar"
            x = "word"
            y = "n"
            options = { plugins = { legend = { display = false } } }
            [[charts]]
            id = "trend"
            type = "line"
            y = ["n", "m"]
            """,
            """
            SELECT * FROM (VALUES ('a</script><i>', 3, 1.5), ('b', 5, NULL), ('c', 4, 2.5))
              t(word, n, m)
            """)
        .start();
  }
}
