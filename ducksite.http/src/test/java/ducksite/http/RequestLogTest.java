package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestLogTest {

  private static final String BEGIN = "[0-9:.]{12} INFO  ducksite\\.access ";

  @TempDir private Path folder;

  /**
   * The lines without the time before them, their time, which is their fifth and sixth part, and
   * the request's number.
   */
  private static List<String> lines(ByteArrayOutputStream log) {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^" + BEGIN, "").replaceAll("[0-9]+ ms", "? ms"))
        .map(line -> line.replaceFirst(" [0-9a-f]{16}$", ""))
        .toList();
  }

  @Test
  void aLineNamesTheUserAndNothingInItCanLookLikeAnother() throws Exception {
    String adapter =
        GatedSite.adapter(
            "",
            "return request.headers(\"Authorization\").stream().findFirst()"
                + ".map(text -> AuthenticatedUser.of(text + \" - ü\"));");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    int refused;
    try (TestSite site = GatedSite.of(folder, adapter, "").loggingTo(log).start()) {
      refused = site.get("/one?key=secret").body().length;
      site.get("/a%20b%C3%BC", "Authorization", "ada lovelace");
    }
    assertTrue(log.toString(StandardCharsets.UTF_8).matches("(?s)(" + BEGIN + "[^\\n]*\\n){2}"));
    // A line is written when its answer has gone: the next request may have been answered by then.
    List<String> lines = lines(log).stream().sorted().toList();
    assertEquals("GET /one 401 " + refused + " bytes ? ms 127.0.0.1 -", lines.getLast());
    String line = lines.getFirst();
    assertTrue(line.startsWith("GET /a\\u0020b\\u00fc 404 "), line);
    assertEquals(
        "127.0.0.1 ada\\u0020lovelace\\u0020-\\u0020\\u00fc",
        line.substring(line.indexOf("127.0.0.1")));
  }
}
