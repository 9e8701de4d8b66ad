package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteSwapTest {

  private static final int SWAPS = 6;
  private static final int CLIENTS = 6;

  @TempDir private Path folder;

  @Test
  void noRequestFailsWhileTheSiteIsReplaced() throws Exception {
    try (TestSite site = new TestSite(folder)) {
      version(site, 0).start();
      AtomicBoolean done = new AtomicBoolean();
      List<Future<Set<String>>> clients = new ArrayList<>();
      try (ExecutorService executor = Executors.newFixedThreadPool(CLIENTS)) {
        for (int index = 0; index < CLIENTS; index++) {
          String path = List.of("/version", "/version.csv", "/").get(index % 3);
          clients.add(executor.submit(() -> ask(site, path, done)));
        }
        for (int swap = 1; swap <= SWAPS; swap++) {
          version(site, swap).load();
          assertTrue(site.get("/version").text().contains("version " + swap));
        }
        done.set(true);
      }
      for (Future<Set<String>> client : clients) {
        assertTrue(client.get().size() > 1, "a client saw only " + client.get());
      }
    }
  }

  private static TestSite version(TestSite site, int number) throws IOException {
    String sql = "SELECT 'version " + number + "' AS word, sum(range) AS n FROM range(20000)";
    return site.route("version", "", sql)
        .file(
            "content/index.md",
            "# Version\n\n```sql rows\n"
                + sql
                + "\n"
                + "```\n\n"
                + "```table shown\n"
                + "query: rows\n"
                + "```\n\n"
                + "```grid cols=12\n"
                + "| shown:12 |\n"
                + "```\n");
  }

  /** Asks on one connection; every answer must be whole and of one version. */
  private static Set<String> ask(TestSite site, String path, AtomicBoolean done)
      throws IOException {
    Set<String> seen = new TreeSet<>();
    try (RawConnection connection = site.connect()) {
      while (!done.get()) {
        Reply reply = connection.get(path);
        assertEquals(200, reply.status(), reply.text());
        int start = reply.text().indexOf("version ");
        assertTrue(start >= 0, reply.text());
        seen.add(reply.text().substring(start, start + 9));
        assertTrue(reply.text().contains("199990000"), reply.text());
      }
    }
    return seen;
  }
}
