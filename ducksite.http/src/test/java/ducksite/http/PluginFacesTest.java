package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings of charts and addresses of images that plugins give, whatever they give. */
final class PluginFacesTest {

  private static final String BARS =
      """
      import ducksite.api.render.Chart;
      import ducksite.api.render.ChartRenderer;
      public final class Bars implements ChartRenderer {
        @Override public String type() { return "bars"; }
        @Override public String draw(Chart chart) throws Exception {
          String mode = chart.options().string("mode").orElse("good");
          String svg = "<svg xmlns='http://www.w3.org/2000/svg'><title>" + chart.title() + "</title>";
          switch (mode) {
            case "refused" -> throw new IllegalArgumentException("<b>no bars</b> for these");
            case "throws" -> throw new IllegalStateException("AUTHOR_SECRET");
            case "error" -> throw new StackOverflowError();
            case "null" -> { return null; }
            case "text" -> { return "hello"; }
            case "open" -> { return svg + "<g>"; }
            case "two" -> { return svg + "</svg><script>1</script>"; }
            case "script" -> { return svg + "<script>alert(1)</script></svg>"; }
            case "handler" -> { return svg + "<rect onclick='alert(1)'/></svg>"; }
            case "foreign" -> { return svg + "<image href='https://evil.example/x.png'/></svg>"; }
            case "entity" -> { return "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + svg + "&e;</svg>"; }
            case "huge" -> { return svg + "<rect/>".repeat(100_000) + "</svg>"; }
            case "hangs" -> { Thread.sleep(600_000); }
            default -> { }
          }
          for (int point = 0; point < chart.labels().size(); point++) {
            svg += "<rect class='bar-" + chart.labels().get(point) + "' height='"
                + chart.value(0, point).orElse(-1) + "'/>";
          }
          return svg + "</svg>";
        }
      }
      """;

  private static final String CDN =
      """
      import ducksite.api.render.ImageContext;
      import ducksite.api.render.ImageGetter;
      import java.util.Optional;
      import java.util.Set;
      public final class Cdn implements ImageGetter {
        @Override public String name() { return "cdn"; }
        @Override public Set<String> origins() { return Set.of("https://cdn.example"); }
        @Override public Optional<String> address(String image, ImageContext context) throws Exception {
          return switch (image) {
            case "none" -> Optional.empty();
            case "null" -> null;
            case "throws" -> throw new IllegalStateException("AUTHOR_SECRET");
            case "hangs" -> { Thread.sleep(600_000); yield Optional.empty(); }
            case "own" -> Optional.of("/static/own.png");
            case "foreign" -> Optional.of("https://evil.example/x.png");
            case "near" -> Optional.of("https://cdn.example.evil.example/x.png");
            case "user" -> Optional.of("https://cdn.example@evil.example/x.png");
            case "plain" -> Optional.of("http://cdn.example/x.png");
            case "two slashes" -> Optional.of("//evil.example/x.png");
            case "script" -> Optional.of("javascript:alert(1)");
            case "data" -> Optional.of("data:image/svg+xml,<svg/>");
            case "quote" -> Optional.of("https://cdn.example/\\"onerror=alert(1)");
            case "huge" -> Optional.of("https://cdn.example/" + "x".repeat(1_000_000));
            default -> Optional.of("https://cdn.example/" + context.routeId() + "/" + image
                + context.options().string("suffix").orElse(""));
          };
        }
      }
      """;

  private static final String CHART =
      "[[charts]]\nid = \"c<1>\"\ntype = \"bars\"\ntitle = \"Bars\"\nx = \"name\"\ny = \"n\"\n";
  private static final String ROWS =
      "SELECT * FROM (VALUES ('a', 10), ('b', 20), ('c', NULL)) t(name, n)";
  private static final String CARDS = "[html_c]\nimage_col = \"image\"\n[assets]\n";

  @TempDir private Path folder;
  private TestSite site;

  @AfterEach
  void stop() {
    site.close();
  }

  private TestSite site() throws IOException {
    site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                "[plugins.limits]\n"
                    + "preprocess_timeout = \"500ms\"\n"
                    + "[sql.pools.standard]\n"
                    + "connections = 1\n")
            .file("plugins/Bars.java", BARS)
            .file("plugins/Cdn.java", CDN);
    return site;
  }

  @Test
  void aChartOfAPluginIsDrawnOnPagesAndInJson() throws IOException {
    site().route("r", CHART + "mode = \"good\"\n", ROWS).start();
    for (String format : List.of("html_t", "chart_js", "chart_js&embed=1")) {
      String page = site.get("/r?format=" + format).text();
      assertTrue(page.contains("<rect class='bar-a' height='10.0'/>"), page);
      assertTrue(page.contains("<rect class='bar-c' height='-1.0'/>"), page);
    }
    Reply json = site.get("/r");
    assertEquals("c<1>", json.json().at("/charts/0/id").asText());
    assertTrue(json.json().at("/charts/0/html").asText().startsWith("<svg "));
    assertFalse(json.has("etag"));
    assertTrue(site.get("/r.csv").has("etag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throws", "error", "null", "text", "open", "two", "script", "handler", "foreign", "entity",
        "huge", "hangs"
      })
  void whatIsNoDrawingIsLeftOut(String mode) throws IOException {
    site()
        .route("r", CHART + "mode = \"" + mode + "\"\n" + CHART.replace("c<1>", "d"), ROWS)
        .start();
    Reply page = site.get("/r?format=html_t");
    assertEquals(200, page.status());
    assertTrue(page.text().contains("<pre class=\"wd-no-chart\">Chart 'c&lt;1&gt;' failed</pre>"));
    for (String word :
        List.of("AUTHOR_SECRET", "alert", "evil", "root:", "Bars.", "ducksite.api")) {
      assertFalse(page.text().contains(word), word);
    }
    assertTrue(page.text().contains("</html>"));
    assertEquals(3, site.get("/r").rows().size());
  }

  @Test
  void aRefusalIsTold() throws IOException {
    site().route("r", CHART + "mode = \"refused\"\n", ROWS).start();
    String page = site.get("/r?format=html_t").text();
    assertTrue(page.contains("failed: &lt;b&gt;no bars&lt;/b&gt; for these</pre>"), page);
  }

  @Test
  void aPluginThatHangsDoesNotHoldTheQueryOfOthers() throws IOException {
    site().route("r", (CHART + "mode = \"hangs\"\n"), ROWS).route("o", "", ROWS).start();
    for (int index = 0; index < 6; index++) {
      assertTrue(site.get("/r?format=html_t").text().contains("failed</pre>"));
      assertEquals(3, site.get("/o").rows().size());
    }
  }

  @Test
  void imagesComeFromWhereAPluginSays() throws IOException {
    site()
        .route(
            "r",
            CARDS
                + "image_getter = \"cdn\"\n"
                + "base_path = \"media\"\n"
                + "options = { suffix = \"?w=200&h=1\" }\n",
            "SELECT 'a' AS t, 'card.png' AS image UNION ALL SELECT 'b', NULL")
        .start();
    Reply page = site.get("/r?format=html_c");
    assertTrue(
        page.text().contains("src=\"https://cdn.example/r/media/card.png?w=200&amp;h=1\""),
        page.text());
    assertTrue(page.text().contains("wd-no-image"));
    String policy = page.header("content-security-policy");
    assertTrue(policy.contains("img-src 'self' data: https://cdn.example;"), policy);
    assertFalse(page.has("etag"));
    for (String other : List.of("/r?format=html_t", "/r")) {
      assertFalse(site.get(other).header("content-security-policy").contains("cdn.example"));
      assertTrue(site.get(other).has("etag"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, 1",
    "foreign, 1",
    "near, 1",
    "user, 1",
    "plain, 1",
    "two slashes, 1",
    "script, 1",
    "data, 1",
    "quote, 1",
    "huge, 1",
    "null, 2",
    "throws, 2",
    "hangs, 2"
  })
  void anAddressThatLeadsElsewhereIsNone(String image, int missing) throws IOException {
    site()
        .route(
            "r",
            CARDS + "image_getter = \"cdn\"\n",
            "SELECT 'a' AS t, '" + image + "' AS image UNION ALL SELECT 'b', 'own'")
        .start();
    Reply page = site.get("/r?format=html_c");
    assertEquals(200, page.status());
    assertEquals(missing, page.text().split("wd-no-image", -1).length - 1, page.text());
    assertEquals(2 - missing, page.text().split("src=\"/static/own.png\"", -1).length - 1);
    for (String word : List.of("evil", "alert", "AUTHOR_SECRET", "Cdn", "data:image/svg")) {
      assertFalse(page.text().contains(word), word);
    }
  }

  @Test
  void anUnknownGetterLeavesTheImagesToTheProject() throws IOException {
    site().route("r", CARDS + "image_getter = \"cdm\"\n", "SELECT 'a' AS t, 'x.png' AS image");
    site.listen();
    List<Problem> problems = site.loadAnyway().all();
    assertEquals(List.of("route/unknown-image-getter"), codes(problems));
    assertTrue(String.valueOf(problems.getFirst().hint()).contains("cdn"));
    String page = site.get("/r?format=html_c").text();
    assertTrue(page.contains("src=\"/static/x.png\""), page);
  }

  @ParameterizedTest
  @CsvSource({
    "'return \"bars\";', 'return \"line\";', plugin/face",
    "'return \"bars\";', 'return \"Bars !\";', plugin/face",
    "'return \"bars\";', 'return null;', plugin/failed",
    "'return \"bars\";', 'throw new IllegalStateException();', plugin/failed",
    "'\"https://cdn.example\"', '\"https://*\"', plugin/face",
    "'\"https://cdn.example\"', '\"https://a; script-src *\"', plugin/face",
    "'return Set.of(\"https://cdn.example\");', 'return null;', plugin/failed",
    "'return \"cdn\";', 'return \"static_fallback\";', plugin/face"
  })
  void aPluginThatCannotBeOfferedIsAProblem(String from, String to, String code)
      throws IOException {
    site();
    site.file("plugins/Bars.java", BARS.replace(from, to));
    site.file("plugins/Cdn.java", CDN.replace(from, to));
    site.route("one", "", "SELECT 1 AS one").listen();
    assertEquals(List.of(code), codes(site.loadAnyway().all()));
  }

  @Test
  void twoPluginsOfOneNameAreAProblemThatNamesTheSecond() throws IOException {
    site().file("plugins/More.java", BARS.replace("class Bars", "class More"));
    site.route("one", "", "SELECT 1 AS one").listen();
    List<Problem> problems = site.loadAnyway().all();
    assertEquals(List.of("plugin/face"), codes(problems));
    assertTrue(problems.getFirst().message().contains("More"), problems.toString());
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }
}
