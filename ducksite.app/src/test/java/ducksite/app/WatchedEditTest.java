package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Routes that are edited, broken and mended while the site is served. */
@Timeout(300)
final class WatchedEditTest {

  private static final String NOTICE = "class=\"ds-notice\"";

  @TempDir private Path folder;

  @Test
  void aBrokenEditKeepsTheRouteAndTellsTheAuthorUntilItIsMended() throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      assertTrue(site.get("/plain").contains("{\"one\":1}"));
      assertFalse(site.get("/plain.html").contains(NOTICE));

      site.project.file("routes_src/plain.sql", "SELECT $nothing AS one");
      site.await("/plain.html", NOTICE);
      String page = site.get("/plain.html");
      assertTrue(page.contains("routes_src/plain.sql:1:8"), page);
      assertTrue(page.contains("nothing"), page);
      assertTrue(site.get("/plain").contains("{\"one\":1}"), "the old route answers");
      assertTrue(site.get("/-/problems").contains("route/placeholder-undeclared"));
      assertTrue(site.reported.contains("route/placeholder-undeclared"), "told in the terminal");

      site.project.file("routes_src/plain.sql", "SELECT 2 AS one");
      site.await("/plain", "{\"one\":2}");
      assertFalse(site.get("/plain.html").contains(NOTICE));
      assertFalse(site.get("/-/problems").contains("route/placeholder-undeclared"));
    }
  }

  @Test
  void anEditThatIsTakenBackLeavesNoNotice() throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      site.project.file("routes_src/plain.toml", "nonsense = [");
      site.await("/plain.html", NOTICE);
      site.project.file("routes_src/plain.toml", "");
      while (site.get("/plain.html").contains(NOTICE)) {
        Thread.sleep(10);
      }
      assertTrue(site.get("/plain").contains("{\"one\":1}"));
    }
  }

  @Test
  void noRequestFailsWhileRoutesAreEdited() throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      Future<?> client =
          threads.submit(
              () -> {
                int last = 0;
                while (!over.get()) {
                  String text = site.get("/plain");
                  int start = text.indexOf("{\"one\":") + 7;
                  int version = Integer.parseInt(text.substring(start, text.indexOf('}', start)));
                  assertTrue(version >= last, "a route went back to a former version");
                  last = version;
                  answered.incrementAndGet();
                }
                return last;
              });
      for (int version = 2; version <= 8; version++) {
        if (version % 3 == 0) {
          site.project.file("routes_src/plain.sql", "SELECT FROM broken");
          site.await("/plain.html", NOTICE);
        }
        site.project.file("routes_src/plain.sql", "SELECT " + version + " AS one");
        site.await("/plain", "{\"one\":" + version + "}");
      }
      over.set(true);
      Object last = client.get();
      assertTrue(answered.get() > 0);
      assertTrue((int) last >= 1);
      assertEquals(8, Integer.parseInt(site.get("/plain").split("\"one\":")[1].substring(0, 1)));
    }
  }
}
