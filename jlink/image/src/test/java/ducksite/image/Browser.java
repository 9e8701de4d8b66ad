package ducksite.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a profile of its own, which ends with it. */
final class Browser implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Says that it does not know the newest DevTools protocol, which only some of its own methods
   * need.
   */
  private static final Logger NOISE = Logger.getLogger("org.openqa.selenium.devtools");

  private final Path profile;
  private final ChromeDriver driver;

  Browser(String... flags) throws IOException {
    NOISE.setLevel(Level.OFF);
    profile = Files.createTempDirectory("ducksite-browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(PROGRAM.toFile());
    List<String> all =
        new ArrayList<>(
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + profile));
    all.addAll(List.of(flags));
    options.addArguments(all);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
  }

  /** The driver itself, for what this class does not wrap. */
  ChromeDriver driver() {
    return driver;
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** Waits until an element matches and returns it. */
  WebElement find(String selector) {
    return new WebDriverWait(driver, LIMIT)
        .until(page -> page.findElement(By.cssSelector(selector)));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Clicks on what leads to another page, and waits until the page it stood on is gone. */
  void follow(String selector) {
    WebElement former = find("html");
    find(selector).click();
    new WebDriverWait(driver, LIMIT).until(ExpectedConditions.stalenessOf(former));
  }

  /** Waits until the script's value is {@code true}. */
  void waitFor(String expression) {
    new WebDriverWait(driver, LIMIT)
        .withMessage("waiting for " + expression)
        .until(
            _ -> Boolean.TRUE.equals(driver.executeScript("return Boolean(" + expression + ")")));
  }

  Object script(String text, Object... arguments) {
    return driver.executeScript(text, arguments);
  }

  /**
   * What the pages have written to the console since the last call, warnings and errors of the
   * browser among them.
   */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** The errors among {@link #console()}. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::toString)
        .toList();
  }

  /** Gives requests of this browser further headers, by the DevTools protocol. */
  void headers(Map<String, String> headers) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    Trees.delete(profile);
  }
}
