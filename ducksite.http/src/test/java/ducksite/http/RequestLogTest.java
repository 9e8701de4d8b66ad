package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class RequestLogTest {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("ducksite.access");

  @TempDir private Path folder;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    LOGGER.setLevel(Level.INFO);
    appender.start();
    LOGGER.addAppender(appender);
  }

  @AfterEach
  void stop() {
    LOGGER.detachAppender(appender);
    LOGGER.setLevel(null);
  }

  /**
   * The next line without its time, which is its fifth and sixth part, and the request's number.
   */
  private String next() throws InterruptedException {
    List<String> parts = List.of(lines.take().replaceAll("[0-9]+ ms", "? ms").split(" "));
    return String.join(" ", parts.subList(0, parts.size() - 1));
  }

  @Test
  void aLineNamesTheUserAndNothingInItCanLookLikeAnother() throws Exception {
    String adapter =
        GatedSite.adapter(
            "",
            "return request.headers(\"Authorization\").stream().findFirst()"
                + ".map(text -> AuthenticatedUser.of(text + \" - ü\"));");
    try (TestSite site = GatedSite.of(folder, adapter, "").start()) {
      int refused = site.get("/one?key=secret").body().length;
      assertEquals("GET /one 401 " + refused + " bytes ? ms 127.0.0.1 -", next());
      site.get("/a%20b%C3%BC", "Authorization", "ada lovelace");
      String line = next();
      assertTrue(line.startsWith("GET /a\\u0020b\\u00fc 404 "), line);
      assertEquals(
          "127.0.0.1 ada\\u0020lovelace\\u0020-\\u0020\\u00fc",
          line.substring(line.indexOf("127.0.0.1")));
    }
  }
}
