package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of routes say besides their rows, as {@code [ui]} wants it. */
final class BannersTest {

  private static final String PLAIN = "This page came over plain HTTP";
  private static final String CODES = "href=\"/-/docs/problems/\"";

  @TempDir private Path folder;
  private TestSite site;

  @AfterEach
  void stop() {
    site.close();
  }

  private void start(String ui) throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", ui)
            .route(
                "r",
                "[feed]\n[[charts]]\nid = \"c\"\ntype = \"bar\"\n",
                "SELECT DATE '2024-01-01' AS d, 1 AS n")
            .start();
  }

  private String page(String format, String... headers) throws IOException {
    Reply reply = site.get("/r?format=" + format, headers);
    assertEquals(200, reply.status(), reply.text());
    return reply.text();
  }

  @Test
  void pagesLeadToTheMeaningOfCodesWhichAnswers() throws IOException {
    start("");
    for (String format : List.of("html_t", "html_c", "chart_js")) {
      assertTrue(page(format).contains(CODES), format);
    }
    assertFalse(page("feed").contains(CODES));
    assertFalse(page("chart_js&embed=1").contains(CODES));
    assertEquals(200, site.get("/-/docs/problems/").status());
  }

  @Test
  void onlyWhoIsFarAndUnprotectedIsWarned() throws IOException {
    start("");
    String far = "203.0.113.7";
    assertFalse(page("html_t").contains(PLAIN));
    assertTrue(page("html_t", "X-Forwarded-For", far).contains(PLAIN));
    assertTrue(page("html_c", "X-Forwarded-For", far, "X-Forwarded-Proto", "http").contains(PLAIN));
    assertFalse(
        page("html_t", "X-Forwarded-For", far, "X-Forwarded-Proto", "https").contains(PLAIN));
    assertFalse(page("feed", "X-Forwarded-For", far).contains(PLAIN));
  }

  @Test
  void bothCanBeSwitchedOff() throws IOException {
    start("[ui]\nshow_http_warning = false\nerror_taxonomy_banner = false\n");
    String page = page("html_t", "X-Forwarded-For", "203.0.113.7");
    assertFalse(page.contains(PLAIN) || page.contains(CODES), page);
  }
}
