package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class FeedRendererTest {

  private static final Map<String, Object> TODAY = Map.of("today", "2024-03-01");

  @Test
  void daysAreThoseOfUtcWhateverTheTypeOfTheTime() {
    assertEquals(
        List.of("Upcoming", "Today", "Yesterday", "Earlier", "Undated"),
        groups(
            """
            SELECT unnest(['2024-03-01T23:59:59Z', '2024-03-02', '2024-02-29 00:00:00',
              '2024-02-28T23:30:00-01:00', '2024-02-28T00:00:00', 'tomorrow', NULL]) AS t, 'x' AS title
            """));
    assertEquals(List.of("Today"), groups("SELECT DATE '2024-03-01' AS t, 'x' AS title"));
    assertEquals(
        List.of("Yesterday"), groups("SELECT TIMESTAMP '2024-02-29 12:00:00' AS t, 'x' AS title"));
    assertEquals(
        List.of("Today"),
        groups("SELECT TIMESTAMPTZ '2024-02-29 23:30:00-01:00' AS t, 'x' AS title"));
    assertEquals(List.of("Undated"), groups("SELECT 17 AS t, 'x' AS title"));
  }

  @Test
  void groupsWithoutEntriesAreLeftOutAndEntriesKeepTheirOrder() {
    String page = page("SELECT DATE '2024-03-01' AS t, unnest(['b', 'a<b>', 'c']) AS title");
    assertEquals(1, page.split("<section", -1).length - 1);
    assertTrue(page.indexOf("<h3>b<") < page.indexOf("<h3>a&lt;b&gt;<"), page);
    assertTrue(page.indexOf("<h3>a&lt;b&gt;<") < page.indexOf("<h3>c<"), page);
    assertTrue(page.contains("<time datetime=\"2024-03-01\">1 Mar 2024</time>"), page);
  }

  @Test
  void aMomentIsShownWithItsTimeAndZone() {
    assertTrue(
        page("SELECT TIMESTAMP '2024-02-29 12:05:00' AS t, 'x' AS title")
            .contains("<time datetime=\"2024-02-29T12:05Z\">29 Feb 2024, 12:05 UTC</time>"));
  }

  @Test
  void aFeedIsCutWhereItIsTooLongAndSaysSo() {
    String statement = "SELECT DATE '2024-03-01' AS t, i AS title FROM range(%d) r(i)";
    String cut = page(statement.formatted(FeedRenderer.MOST_ENTRIES + 1));
    assertEquals(FeedRenderer.MOST_ENTRIES, cut.split("<article", -1).length - 1);
    assertTrue(cut.contains("Only the first 5,000 entries are shown."));
    assertFalse(page(statement.formatted(10)).contains("entries are shown"));
  }

  private static List<String> groups(String statement) {
    return Pattern.compile("<h2 id=\"[a-z-]+\">([A-Za-z]+)</h2>")
        .matcher(page(statement))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String page(String statement) {
    return Rendered.text(new FeedRenderer(), Request.PLAIN.options(TODAY), statement);
  }
}
