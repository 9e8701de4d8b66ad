package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to end. */
@Timeout(60)
final class DrainTest {

  private static final int ROWS = 300_000;

  @TempDir private Path folder;

  @Test
  void aRunningAnswerIsFinishedAndNoOtherBegun() throws Exception {
    try (TestSite site =
        new TestSite(folder)
            .route("large", "", "SELECT range, repeat('x', 90) AS x FROM range(" + ROWS + ")")
            .drainingFor(Duration.ofMinutes(2))
            .start()) {
      int port = site.port();
      try (RawConnection running = site.connect();
          RawConnection waiting = site.connect()) {
        assertEquals(200, waiting.get("/healthz").status());
        running.send("GET", "/large.csv");
        Reply head = running.readHead();
        assertEquals(200, head.status());
        Thread closing = Thread.ofPlatform().start(site.server()::close);
        Reply refused = waiting.get("/large.csv");
        while (refused.status() == 200) {
          refused = waiting.get("/healthz");
        }
        assertEquals(503, refused.status());
        assertEquals("nosniff", refused.header("x-content-type-options"));
        long rows = running.chunkedLines();
        assertEquals(ROWS + 1, rows);
        closing.join();
      }
      assertThrows(IOException.class, () -> new RawConnection(port).close());
    }
  }

  @Test
  void aClientThatNeverReadsDoesNotKeepTheServer() throws Exception {
    try (TestSite site =
        new TestSite(folder)
            .route("large", "", "SELECT range, repeat('x', 90) AS x FROM range(" + ROWS + ")")
            .start()) {
      try (RawConnection sleeper = site.connect()) {
        sleeper.send("GET", "/large.csv");
        assertEquals(200, sleeper.readHead().status());
        int port = site.port();
        site.server().close();
        assertThrows(IOException.class, () -> new RawConnection(port).close());
      }
    }
  }
}
