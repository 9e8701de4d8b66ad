package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** A page with what pages of the older product have beside inputs: looks, clicks and a form. */
@BrowserRequired
final class OlderPagesIT {
  private static final String PAGE =
      """
      # Regions

      ```input region
      label: Region
      visual_mode: dropdown
      options_query: regions
      multiple: true
      expression_template: region IN (?)
      ```

      ```input without
      visual_mode: none
      expression_template: region <> ?
      ```

      ```sql regions
      SELECT unnest(['east', 'north', 'west']) AS region
      ```

      ```sql sales
      SELECT * FROM (VALUES ('Jan', 'east', 4, 'take'), ('Jan', 'west', 6, 'take'),
        ('Feb', 'east', 3, 'take'), ('Feb', 'north', 8, 'anti')) t(month, region, n, mode)
      ```

      ```sql chosen
      SELECT region, sum(n)::INT AS n, any_value(mode) AS mode FROM
        (VALUES ('east', 7, 'take'), ('north', 8, 'anti'), ('west', 6, 'take')) t(region, n, mode)
      WHERE ${params.region} AND ${params.without} GROUP BY region ORDER BY region
      ```

      ```echart bars
      data_query: sales
      type: bar
      x: month
      y: n
      series: region
      height: 300
      click_input: region
      click_value: region
      format:
        n:
          highlight_expr: n > 5
      ```

      ```table rows
      query: chosen
      click_input: region
      click_column: region
      click_anti_input: without
      click_action: mode
      format:
        n:
          bg_color_expr: CASE WHEN n > 6 THEN '#102030' END
          fg_color_expr: "'rgb(250, 240, 230)'"
          highlight_expr: n = 8
      ```

      ```form note
      label: A note
      target_csv: "${DIR_FORMS}/notes.csv"
      sql_relation_query: |
        SELECT ${inputs.region} AS region, ${inputs.text} AS note
      ```

      ```sql notes
      SELECT * FROM read_csv_auto('forms/notes.csv')
      ```

      ```grid cols=12 gap=md
      | bars:12 |
      | rows:6 | notes:6 |
      ```
      """;

  @TempDir private static Path folder;

  private static Server server;
  private static Browser browser;

  @BeforeAll
  static void serve() throws IOException {
    Files.createDirectories(folder.resolve("content"));
    Files.writeString(folder.resolve("ducksite.toml"), "[dirs]\nDIR_FORMS = \"static/forms\"\n");
    Files.writeString(folder.resolve("content/index.md"), PAGE);
    server = Image.built().serve(folder);
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

  @BeforeEach
  void page() {
    browser.open(server.uri("/"));
    browser.waitFor("window.ducksite && window.ducksite.charts.has('bars')");
  }

  private static List<String> regions() {
    return browser.all("figure[data-table=rows] tbody tr td:first-child").stream()
        .map(WebElement::getText)
        .toList();
  }

  /** Waits for the page that a click has asked for. */
  private static void awaitChoice(String query) {
    browser.waitFor(
        "decodeURIComponent(location.search) === '"
            + query
            + "' && !document.body.classList.contains('ds-busy')");
    browser.waitFor("window.ducksite.charts.has('bars')");
  }

  private static void clickRow(int row, boolean withControl) {
    WebElement cell = browser.all("figure[data-table=rows] tbody tr td:nth-child(2)").get(row);
    Actions actions = new Actions(browser.driver());
    if (withControl) {
      actions.keyDown(Keys.CONTROL).click(cell).keyUp(Keys.CONTROL).perform();
    } else {
      actions.click(cell).perform();
    }
  }

  @Test
  void cellsLookAsTheirExpressionsSay() {
    String look =
        """
        const cell = document.querySelectorAll('figure[data-table=rows] tbody tr')[arguments[0]].cells[1];
        const style = getComputedStyle(cell);
        return [style.backgroundColor, style.color, cell.classList.contains('ds-highlight')].join(' ');
        """;
    assertEquals("rgb(16, 32, 48) rgb(250, 240, 230) false", browser.script(look, 0));
    assertEquals("rgb(16, 32, 48) rgb(250, 240, 230) true", browser.script(look, 1));
    assertTrue(
        browser.script(look, 2).toString().endsWith(" rgb(250, 240, 230) false")
            && !browser.script(look, 2).toString().startsWith("rgb(16, 32, 48)"));
    assertFalse(browser.find("main").getText().contains("__fmt_"));
    assertEquals(List.of(), browser.errors());
  }

  @Test
  void aColumnOfSeriesIsDrawnAsOneSeriesEachAndPointsStandOut() {
    Object drawn =
        browser.script(
            """
            const option = window.ducksite.charts.get('bars').getOption();
            return option.series.map((series) => series.name + ':' + series.data.map((point) =>
              point.value + (point.itemStyle ? '!' : '')).join(',')).join(' ');
            """);
    assertEquals("east:4,3 west:6!,null north:null,8!", drawn);
    assertEquals(
        "300",
        browser.script("return document.querySelector('[data-chart]').style.height.slice(0, 3)"));
  }

  @Test
  void aClickOnARowChoosesAndTheControlKeyAddsAndTakesAway() {
    clickRow(0, false);
    awaitChoice("?region=east");
    assertEquals(List.of("east"), regions());
    browser.open(server.uri("/?region=east,west"));
    browser.waitFor("window.ducksite && window.ducksite.charts.has('bars')");
    clickRow(1, true);
    awaitChoice("?region=east");
    browser.open(server.uri("/"));
    browser.waitFor("window.ducksite && window.ducksite.charts.has('bars')");
    clickRow(2, true);
    awaitChoice("?region=west");
    assertEquals(List.of("west"), regions());
  }

  @Test
  void aRowWhoseActionIsAntiChoosesInTheOtherInput() {
    clickRow(1, false);
    awaitChoice("?without=north");
    assertEquals(List.of("east", "west"), regions());
  }

  @Test
  void aClickOnABarChoosesWhatItsRowSays() {
    browser.script("window.ducksite.charts.get('bars').setOption({animation: false});");
    List<?> place =
        (List<?>)
            browser.script(
                """
                const box = document.querySelector('[data-chart=bars]');
                const [x, y] = window.ducksite.charts.get('bars').convertToPixel({seriesIndex: 1}, [0, 3]);
                return [Math.round(x - box.clientWidth / 2), Math.round(y - box.clientHeight / 2)];
                """);
    new Actions(browser.driver())
        .moveToElement(
            browser.find("[data-chart=bars]"),
            ((Number) place.get(0)).intValue(),
            ((Number) place.get(1)).intValue())
        .click()
        .perform();
    awaitChoice("?region=west");
    assertEquals(List.of("west"), regions());
  }

  @Test
  void aFormSaysThatItTakesNothingYetAndItsFileIsThere() throws IOException {
    String text = browser.find("main").getText();
    assertTrue(
        text.contains("A note") && text.contains("Nothing can be submitted here yet."), text);
    assertEquals(
        "region,note,submitted_by,submitted_at\n",
        Files.readString(folder.resolve("static/forms/notes.csv")));
    assertTrue(text.contains("submitted by"), text);
  }
}
