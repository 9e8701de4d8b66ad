package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.web.WebAssets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo in a real browser: what people see is what plain SQL over the same files says, and the
 * files themselves can be read by ranges.
 */
@BrowserRequired
final class DemoIT {
  private static final Image IMAGE = Image.built();

  @TempDir private static Path folder;

  private static Path project;
  private static Server server;
  private static Browser browser;

  @BeforeAll
  static void serveTheDemo() throws IOException {
    project = folder.resolve("demo");
    Image.Run made = IMAGE.run("demo", "--no-serve", "--root", project.toString(), "--no-color");
    assertEquals(0, made.code(), made::toString);
    server = IMAGE.serve(project, "--no-build");
    browser = new Browser();
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static String flights() {
    return "(SELECT * FROM read_parquet('"
        + project.resolve("data/flights-3m.parquet")
        + "') WHERE date < TIMESTAMP '2001-07-01')";
  }

  private static String file() {
    return "read_parquet('" + project.resolve("data/flights-3m.parquet") + "')";
  }

  @Test
  void aNumberInATableIsWhatPlainSqlSays() throws SQLException {
    String counted =
        PlainDuck.rows("SELECT count(*) FROM " + flights() + " WHERE delay > -120")
            .getFirst()
            .getFirst();
    browser.open(server.uri("/"));
    Object shown =
        browser.script("return document.querySelector('table.ds-table td.ds-num').dataset.value");
    assertEquals(counted, shown);
    assertEquals(List.of(), browser.errors());
  }

  @Test
  void theColourOfABarIsWhatPlainSqlSays() throws SQLException {
    List<List<String>> days =
        PlainDuck.rows(
            "SELECT dayname(date), 100.0 * count(*) FILTER (WHERE delay >= 15) / count(*) AS late"
                + " FROM "
                + flights()
                + " WHERE delay > -120 GROUP BY ALL ORDER BY late DESC");
    browser.open(server.uri("/"));
    browser.waitFor("window.ducksite && window.ducksite.charts.has('late_by_weekday')");
    String worst = days.getFirst().getFirst();
    String best = days.getLast().getFirst();
    assertEquals(color("--ds-bad"), pixel(worst), "the worst day, " + worst);
    assertEquals(color("--ds-neutral"), pixel(best), "the best day, " + best);
  }

  /** The colour in the middle of a bar, as the canvas has it. */
  private static String pixel(String category) {
    browser.waitFor("!window.ducksite.charts.get('late_by_weekday').isDisposed()");
    String script =
        """
        const chart = window.ducksite.charts.get('late_by_weekday');
        chart.setOption({animation: false});
        const option = chart.getOption();
        const days = option.xAxis[0].data;
        const index = days.indexOf(arguments[0]);
        const raw = option.series[0].data[index];
        const value = raw && raw.value !== undefined ? raw.value : raw;
        const number = Array.isArray(value) ? value[value.length - 1] : value;
        const [x, y] = chart.convertToPixel({seriesIndex: 0}, [index, number / 2]);
        const canvas = document.querySelector('[data-chart=late_by_weekday] canvas');
        const scale = canvas.width / canvas.clientWidth;
        const data = canvas.getContext('2d').getImageData(x * scale, y * scale, 1, 1).data;
        return `rgb(${data[0]}, ${data[1]}, ${data[2]})`;
        """;
    browser.script("window.ducksite.charts.get('late_by_weekday').setOption({animation: false});");
    return browser.script(script, category).toString();
  }

  private static String color(String token) {
    return browser
        .script(
            """
            const probe = document.createElement('span');
            document.body.append(probe);
            probe.style.color = getComputedStyle(document.documentElement).getPropertyValue(arguments[0]);
            const color = getComputedStyle(probe).color;
            probe.remove();
            return color;
            """,
            token)
        .toString();
  }

  @Test
  void everyPageOpensWithoutErrorsAndWithoutScrollingSidewaysOnAPhone() {
    browser.errors();
    for (String page : List.of("/", "/delays", "/weather", "/airports.html?limit=5")) {
      browser
          .driver()
          .executeCdpCommand(
              "Emulation.setDeviceMetricsOverride",
              java.util.Map.of(
                  "width", 360, "height", 800, "deviceScaleFactor", 1, "mobile", true));
      browser.open(server.uri(page));
      browser.waitFor("document.readyState === 'complete'");
      Object width = browser.script("return document.documentElement.scrollWidth");
      assertTrue(((Number) width).intValue() <= 360, page + " is " + width + " wide");
      assertEquals(List.of(), browser.errors(), page);
    }
    browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", java.util.Map.of());
  }

  @Test
  void theBrowsersDuckDbReadsAFileByRanges() throws SQLException {
    browser.open(server.uri("/"));
    browser.waitFor("document.readyState === 'complete'");
    String module = WebAssets.load().url("duckdb.js");
    Object answer =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                (async () => {
                  const {openDatabase} = await import(arguments[0]);
                  const database = await openDatabase();
                  await database.registerFile('f.parquet', '/data/flights/flights-3m.parquet');
                  const result = await database.connection.query(
                    "SELECT count(*)::INT AS n, max(distance)::INT AS far FROM read_parquet('f.parquet')");
                  const row = result.toArray()[0].toJSON();
                  await database.close();
                  return row.n + ' ' + row.far;
                })().then(done, problem => done('failed: ' + problem));
                """,
                module);
    List<String> plain = PlainDuck.rows("SELECT count(*), max(distance) FROM " + file()).getFirst();
    assertEquals(plain.getFirst() + " " + plain.getLast(), answer);
  }
}
