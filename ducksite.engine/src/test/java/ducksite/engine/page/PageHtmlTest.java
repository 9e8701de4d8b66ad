package ducksite.engine.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.render.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageHtmlTest {

  private static final String EVIL = "</script><script>alert(1)</script>&\"\u2028'<!--";

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private String html(String text) throws IOException {
    Site site = project.file("content/index.md", text).compile();
    assertEquals(List.of(), project.problems.errors());
    Page page = site.page("/").orElseThrow();
    return document(page, site.pageExecutor().execute(page, PageChoice.NONE, () -> false));
  }

  private static String document(Page page, PageExecution execution) {
    Shell shell =
        new Shell("Site", "/", new Shell.Assets("/s.css", "/s.js", "", "/i.svg"), List.of());
    return PageHtml.document(page, execution, shell);
  }

  private static JsonNode data(String html) throws IOException {
    String start = "<script type=\"application/json\" id=\"ducksite-page\">";
    int from = html.indexOf(start) + start.length();
    return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  @Test
  void values_titles_and_ids_cannot_leave_their_place() throws IOException {
    String html =
        html(
            "# "
                + EVIL
                + "\n\n```sql q\nSELECT '"
                + EVIL.replace("'", "''")
                + "' AS \"<b>&amp;\", 1 AS y\n"
                + "```\n\n"
                + "```echart c\n"
                + "data_query: q\n"
                + "x: <b>&amp;\n"
                + "y: y\n"
                + "title: "
                + EVIL
                + "\n```\n\n```table t\nquery: q\ntitle: "
                + EVIL
                + "\n```\n");
    assertFalse(html.contains("<script>alert"), html);
    assertFalse(html.contains("<b>"), html);
    JsonNode data = data(html);
    assertEquals(EVIL, data.path("charts").path("c").path("title").asText());
    assertEquals("<b>&amp;", data.path("charts").path("c").path("x").asText());
    assertTrue(data.path("queries").path("q").toString().contains("alert(1)"));
    assertTrue(html.contains("&lt;b&gt;&amp;amp;"), html);
  }

  @Test
  void raw_html_in_prose_is_text_unless_the_site_allows_it() throws IOException {
    String text =
        "Some <b onclick=x>bold</b>.\n\n<script>evil()</script>\n\n[link](javascript:evil())"
            + " [good](https://example.org)\n";
    String html = html(text);
    assertFalse(html.contains("<b onclick"), html);
    assertFalse(html.contains("<script>evil"), html);
    assertTrue(html.contains("&lt;b onclick=x&gt;"), html);
    assertFalse(html.contains("javascript:"), html);
    assertTrue(html.contains("href=\"https://example.org\""), html);
    project.toml("[site]\nallow_html = true\n");
    assertTrue(html(text).contains("<b onclick=x>bold</b>"));
  }

  @Test
  void tables_in_markdown_become_tables() throws IOException {
    String html = html("| a | b |\n|---|--:|\n| 1 | <i>2</i> |\n");
    assertTrue(html.contains("<table>") && html.contains("<td>1</td>"), html);
    assertFalse(html.contains("<i>"), html);
  }

  @Test
  void tables_say_what_they_leave_out_and_cells_have_their_widths() throws IOException {
    String html =
        html(
            "```sql q\n"
                + "SELECT i FROM range(12345) t(i)\n"
                + "```\n\n"
                + "```table t\n"
                + "query: q\n"
                + "limit: 3\n"
                + "```\n\n"
                + "```grid\n"
                + "| t:7 | .:5 |\n"
                + "```\n");
    assertTrue(html.contains("Showing 3 of more than 10,000 rows"), html);
    assertTrue(html.contains("<div class=\"ds-cell ds-span-7\"><figure"), html);
    assertTrue(html.contains("<div class=\"ds-cell ds-span-5\"></div>"), html);
    assertFalse(html.contains("ducksite-page"));
  }

  @Test
  void a_failure_is_shown_in_its_place_with_the_readers_words() throws IOException {
    html(
        "```sql q\nSELECT 1 AS x\n```\n\n```echart q\nx: x\ny: x\ntitle: <T>\n```\n\n"
            + "```table t\nquery: q\n```\n");
    Page page = project.compiled().page("/").orElseThrow();
    String html =
        document(
            page,
            new PageExecution(
                PageChoice.NONE, Map.of(), Map.of(), Map.of("q", "Too <slow>"), Map.of()));
    assertTrue(html.contains("<strong>&lt;T&gt;</strong><p>Too &lt;slow&gt;</p>"), html);
    assertTrue(html.contains("<strong>No data</strong>"), html);
    assertTrue(data(html).path("queries").isEmpty());
  }

  @Test
  void addresses_follow_the_files() {
    assertEquals("/", Page.urlOf("index"));
    assertEquals("/a/b", Page.urlOf("a/b"));
    assertEquals("/a/", Page.urlOf("a/index"));
    assertEquals("/reindex", Page.urlOf("reindex"));
  }
}
