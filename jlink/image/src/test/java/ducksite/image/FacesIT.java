package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/**
 * The pages of routes in a real browser, light and dark, wide and narrow, with scripts and without.
 * With {@code -Dducksite.screenshots=write} the pictures of the documentation are made anew.
 */
@BrowserRequired
final class FacesIT {
  private static final Path PICTURES = Path.of("../../docs/images");
  private static final int PHONE = 360;

  @TempDir private static Path folder;

  private static Server server;
  private static Browser browser;

  @BeforeAll
  static void serve() throws IOException {
    FaceProject.write(folder);
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

  @AfterEach
  void plainWindow() {
    cdp("Emulation.clearDeviceMetricsOverride", Map.of());
    cdp("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    look("light");
  }

  @ParameterizedTest
  @CsvSource({
    "table, /workstations?format=html_t&limit=40&line=A-01&line=B-02",
    "cards, /stations?format=html_c&limit=25",
    "feed, /events?format=feed",
    "charts, /figures?format=chart_js"
  })
  void everyFaceIsUsableInEveryLook(String name, String path) throws IOException {
    for (String theme : List.of("light", "dark")) {
      look(theme);
      size(1200, 900, false);
      open(path);
      assertEquals(List.of(), Accessibility.problems(browser), name + " " + theme);
      assertEquals(
          theme.equals("dark"),
          light(browser.script("return getComputedStyle(document.body).backgroundColor")) < 128,
          theme);
      picture(name + "-" + theme);
    }
    look("light");
    size(PHONE, 780, true);
    open(path);
    assertTrue(width() <= PHONE, name + " is " + width() + " wide");
    assertEquals(List.of(), Accessibility.problems(browser), name + " on a phone");
    size(PHONE, 1500, true);
    picture(name + "-phone");
    assertEquals(List.of(), browser.errors(), name);
  }

  @Test
  void theCheckOfAccessibilityFindsWhatIsWrong() {
    size(1200, 900, false);
    open("/events?format=feed");
    browser.script(
        """
        const main = document.querySelector('main');
        const pale = document.createElement('p');
        pale.textContent = 'hardly to be read';
        pale.className = 'ds-summary';
        pale.style.color = '#b0b0b0';
        const nameless = document.createElement('button');
        nameless.id = 'wd-today';
        nameless.textContent = ' ';
        nameless.style.padding = '8px';
        const image = document.createElement('img');
        const heading = document.createElement('h4');
        heading.textContent = 'too deep';
        document.querySelector('h1').after(heading);
        main.append(pale, nameless, image);
        """);
    String found = String.join("\n", Accessibility.problems(browser));
    for (String problem :
        List.of(
            "contrast ",
            "no name: <button",
            "id taken twice: wd-today",
            "no text for an image",
            "a level of headings is left out: <h4")) {
      assertTrue(found.contains(problem), problem + " in " + found);
    }
  }

  @Test
  void aTableScrollsInsideItsCardAndKeepsItsHead() {
    size(PHONE, 780, true);
    open("/workstations?format=html_t&limit=40");
    assertEquals(
        true,
        browser.script(
            """
            const box = document.querySelector('.wd-table');
            box.scrollIntoView();
            box.scrollTop = 200;
            box.scrollLeft = 60;
            const head = box.querySelector('th').getBoundingClientRect();
            return box.scrollWidth > box.clientWidth && box.scrollTop === 200
              && Math.abs(head.top - box.getBoundingClientRect().top) < 2;
            """));
  }

  @Test
  void theNamesOfColumnsStayInSightAndTheHeaderMakesRoom() {
    size(1200, 500, false);
    open("/workstations?format=html_t&limit=40");
    browser.script(
        "const box = document.querySelector('.wd-table');"
            + "scrollTo(0, box.getBoundingClientRect().top + scrollY + 120)");
    browser.waitFor("!document.querySelector('.wd-mini-header').hidden");
    browser.waitFor("document.documentElement.style.getPropertyValue('--wd-top-offset') === '0px'");
    browser.script("scrollTo(0, 0)");
    browser.waitFor("document.querySelector('.wd-mini-header').hidden");
    browser.waitFor("document.documentElement.style.getPropertyValue('--wd-top-offset') !== '0px'");
  }

  @Test
  void severalValuesAreChosenByKeyboardAlone() throws IOException {
    size(1200, 900, false);
    open("/workstations?format=html_t&limit=40");
    WebElement button = browser.find("#wd-param-line-toggle");
    assertEquals("false", button.getAttribute("aria-expanded"));
    button.sendKeys(Keys.ARROW_DOWN);
    assertEquals("true", button.getAttribute("aria-expanded"));
    WebElement search = browser.driver().switchTo().activeElement();
    assertEquals("460px", browser.find(".wd-multi-panel").getCssValue("height"));
    picture("multi-select");
    search.sendKeys("a-");
    assertEquals("268px", browser.find(".wd-multi-panel").getCssValue("height"));
    search.sendKeys(Keys.ARROW_DOWN);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN);
    browser.driver().switchTo().activeElement().sendKeys(Keys.SPACE);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    assertEquals("A-02", browser.find("#wd-param-line-toggle .wd-multi-text").getText());
    assertTrue(
        browser.driver().switchTo().activeElement().equals(button), "the focus is on the button");
    browser.follow(".ds-actions button");
    browser.waitFor("location.search.includes('line=A-02')");
    assertEquals(12, browser.all(".wd-table tbody tr").size());
    assertFalse(browser.driver().getCurrentUrl().contains("least_units"), "empty fields are sent");
  }

  @Test
  void allMatchesAreChosenAtOnceAndClearedAtOnce() {
    size(1200, 900, false);
    open("/workstations?format=html_t&limit=40");
    browser.find("#wd-param-line-toggle").click();
    browser.find(".wd-multi-search").sendKeys("b-");
    browser.find(".wd-multi-actions button").click();
    assertEquals(
        List.of("B-01", "B-02"),
        browser.script(
            "return [...document.querySelector('#wd-param-line').selectedOptions].map(o =>"
                + " o.value)"));
    browser.all(".wd-multi-actions button").get(1).click();
    assertEquals(
        List.of(),
        browser.script(
            "return [...document.querySelector('#wd-param-line').selectedOptions].map(o =>"
                + " o.value)"));
  }

  @Test
  void theFormWorksWithoutScripts() {
    cdp("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    size(1200, 900, false);
    open("/workstations?format=html_t&limit=40");
    assertTrue(browser.all(".wd-multi").isEmpty());
    WebElement line = browser.find("select#wd-param-line");
    assertTrue(line.isDisplayed());
    new org.openqa.selenium.support.ui.Select(line).deselectAll();
    new org.openqa.selenium.support.ui.Select(line).selectByValue("C-01");
    browser.follow(".ds-actions button");
    assertEquals(12, browser.all(".wd-table tbody tr").size());
    assertTrue(browser.driver().getCurrentUrl().contains("line=C-01"));
  }

  @Test
  void onePagesThroughAllRows() {
    size(1200, 900, false);
    open("/workstations?format=html_t&limit=50");
    int rows = browser.all(".wd-table tbody tr").size();
    while (!browser.all("a.ds-next").isEmpty()) {
      browser.follow("a.ds-next");
      rows += browser.all(".wd-table tbody tr").size();
    }
    assertEquals(120, rows);
    assertTrue(browser.all("a.ds-last").isEmpty());
    browser.follow("a.ds-first");
    assertEquals(50, browser.all(".wd-table tbody tr").size());
  }

  @Test
  void chartsAreDrawnAndFollowTheTheme() {
    size(1200, 900, false);
    open("/figures?format=chart_js");
    browser.waitFor("document.querySelectorAll('canvas[data-wd-drawn]').length === 3");
    assertEquals("4.4.3", browser.script("return Chart.version"));
    Object before = browser.script("return Chart.defaults.color");
    browser.find("button.ds-theme").click();
    browser.waitFor("localStorage.getItem('wd-theme') === 'dark'");
    browser.waitFor("Chart.defaults.color !== '" + before + "'");
    browser.script(
        "document.querySelector('button.ds-theme').dispatchEvent("
            + "new MouseEvent('click', {altKey: true, bubbles: true}))");
    browser.waitFor("localStorage.getItem('wd-theme') === null");
    assertEquals(List.of(), browser.errors());
  }

  private static void open(String path) {
    browser.errors();
    browser.open(server.uri(path));
    browser.waitFor("document.readyState === 'complete'");
    browser.script("if (document.activeElement) { document.activeElement.blur(); }");
  }

  private static void look(String theme) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", theme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  private static void size(int width, int height, boolean mobile) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
  }

  private static void cdp(String command, Map<String, Object> parameters) {
    browser.driver().executeCdpCommand(command, parameters);
  }

  private static int width() {
    return ((Number) browser.script("return document.documentElement.scrollWidth")).intValue();
  }

  private static int light(Object color) {
    String[] parts = color.toString().replaceAll("[^0-9,.]", "").split(",");
    return (int) ((Double.parseDouble(parts[0]) + Double.parseDouble(parts[1])) / 2);
  }

  private static void picture(String name) throws IOException {
    if ("write".equals(System.getProperty("ducksite.screenshots"))) {
      Files.createDirectories(PICTURES);
      Files.write(
          PICTURES.resolve(name + ".png"), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
  }
}
