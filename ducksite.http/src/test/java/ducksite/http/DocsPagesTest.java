package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation that a site gives of itself. */
final class DocsPagesTest {

  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\"");

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .file("ducksite.toml", "[site]\nbase_path = \"/x/\"\n")
            .route(
                "order",
                """
                path = "/sales/orders/{order_id}"
                title = "One <order>"
                description = "Quotes \\"'& <script>alert(1)</script>"
                [params.order_id]
                type = "int"
                example = 17
                [params.kind]
                type = "str"
                default = "a"
                guard = { mode = "choices", values = ["a", "<b>"] }
                """,
                "SELECT $order_id AS id, $kind AS \"<kind>\"")
            .route(
                "hello", "[params.name]\ntype = \"str\"\ndefault = \"a'b\"\n", "SELECT $name AS a")
            .file(
                "routes_src/hello.md",
                "# Hello\n\n"
                    + "Says `name`: <script>alert(2)</script> [x](javascript:y)\n\n"
                    + "- one\n\n"
                    + "<!-- a note -->\n")
            .route("needed", "[params.n]\ntype = \"int\"\nrequired = true\n", "SELECT $n AS n")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void routesAreListedByTheFolderOfTheirPath() throws IOException {
    String index = site.get("/x/-/docs").text();
    assertTrue(index.indexOf("<figcaption>/</figcaption>") > 0, index);
    assertTrue(index.contains("<figcaption>/sales/orders</figcaption>"), index);
    assertTrue(index.contains("One &lt;order&gt;"), index);
    assertEquals(site.get("/x/-/docs/").text(), index);
  }

  @Test
  void theMarkdownOfARouteIsSetWithoutItsTitleAndWithoutHtml() throws IOException {
    String page = site.get("/x/-/docs/routes/hello").text();
    assertTrue(page.contains("<p>Says <code>name</code>: &lt;script&gt;"), page);
    assertTrue(page.contains("<li>one"), page);
    assertFalse(page.contains("Hello</h1>"), page);
    assertFalse(page.contains("javascript:y"), page);
    assertFalse(page.contains("a note"), page);
  }

  @Test
  void aRouteIsDescribed() throws IOException {
    String page = site.get("/x/-/docs/routes/order").text();
    for (String part :
        List.of(
            "<code>order_id</code></th><td>int, in the path</td><td>yes</td>",
            "<code>kind</code></th><td>str</td><td>no</td><td>a</td><td>a, &lt;b&gt;</td>",
            "<code>&lt;kind&gt;</code></th><td>VARCHAR</td><td>string</td>",
            "application/vnd.apache.arrow.stream",
            "/x/sales/orders/17?format=csv",
            "invalid_parameter")) {
      assertTrue(page.contains(part), part + " in " + page);
    }
    String hello = site.get("/x/-/docs/routes/hello").text();
    assertTrue(hello.contains("action=\"/x/hello\""), hello);
    assertTrue(
        hello.contains("curl &#39;http://localhost/x/hello?format=json&#39;")
            || hello.contains("curl '"),
        hello);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> pages =
        new ArrayList<>(List.of("/x/-/docs", "/x/-/docs/problems/", "/x/-/docs/problems/timeout"));
    for (String id : List.of("order", "hello", "needed")) {
      pages.add("/x/-/docs/routes/" + id);
    }
    int followed = 0;
    for (String page : pages) {
      Reply reply = site.get(page);
      assertEquals(200, reply.status(), page);
      Matcher link = LINK.matcher(reply.text().substring(reply.text().indexOf("<main")));
      while (link.find()) {
        String target = link.group(1).replace("&amp;", "&");
        assertEquals(200, site.get(target).status(), page + " links to " + target);
        followed++;
      }
    }
    assertTrue(followed > 60, followed + " links");
  }

  @Test
  void textsOfTheProjectAreTexts() throws IOException {
    for (String path : List.of("/x/-/docs", "/x/-/docs/routes/order")) {
      Reply reply = site.get(path);
      String main = reply.text().substring(reply.text().indexOf("<main"));
      assertFalse(main.contains("<script"), main);
      assertFalse(main.contains("<b>"), main);
      assertFalse(main.contains("style="), main);
      assertTrue(reply.header("content-security-policy").startsWith("default-src 'none'"));
    }
  }

  @Test
  void theTypeOfAProblemIsAPage() throws IOException {
    for (String path : List.of("/x/nothing", "/x/needed", "/x/needed?n=x", "/x/hello?format=xml")) {
      Reply reply = site.get(path);
      String type = reply.json().get("type").asText();
      assertTrue(type.startsWith("/x/-/docs/problems/"), type);
      Reply page = site.get(type);
      assertEquals(200, page.status(), type);
      assertTrue(page.text().contains(reply.code()), type);
    }
    assertEquals(404, site.get("/x/-/docs/problems/nothing").status());
    assertEquals(404, site.get("/x/-/docs/routes/nothing").status());
    assertEquals(404, site.get("/x/-/docs/other").status());
  }

  @Test
  void docsAreTheAuthorsAndProblemsEverybodys(@TempDir Path other) throws IOException {
    try (TestSite gated = GatedSite.of(other).start()) {
      for (String user : List.of(GatedSite.ADA, GatedSite.BOB)) {
        assertEquals(403, gated.get("/-/docs", "Authorization", user).status());
        assertEquals(403, gated.get("/-/docs/routes/one", "Authorization", user).status());
        assertEquals(200, gated.get("/-/docs/problems/timeout", "Authorization", user).status());
      }
      assertEquals(200, gated.get("/-/docs", "Authorization", GatedSite.OPERATOR).status());
      assertEquals(401, gated.get("/-/docs/problems/timeout").status());
    }
  }

  @Test
  void anUnchangedPageIsNotSentAgain() throws IOException {
    String tag = site.get("/x/-/docs").header("etag");
    assertEquals(304, site.get("/x/-/docs", "If-None-Match", tag).status());
    assertEquals(0, site.send("HEAD", "/x/-/docs").body().length);
  }
}
