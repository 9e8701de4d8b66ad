package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HtmlTextTest {

  @Test
  void textIsSafeInElementsAndAttributes() {
    assertEquals(
        "&lt;a href=&quot;x&quot;&gt; &amp;amp; &#39;é\uD83E\uDD86&#39;",
        HtmlText.escape("<a href=\"x\"> &amp; 'é\uD83E\uDD86'"));
    assertEquals("", HtmlText.escape(""));
    assertEquals("&lt;".repeat(10_000), HtmlText.escape("<".repeat(10_000)));
  }

  @Test
  void jsonTextIsSafeInAScript() {
    assertEquals("\"\\u003c/script>\\u2028\\\"\\n\"", HtmlText.json("</script>\u2028\"\n"));
  }

  @Test
  void urlPartsAreEncodedAsUtf8() {
    assertEquals("a-b._~1%20%26%C3%A9%2F", HtmlText.url("a-b._~1 &é/"));
  }

  @Test
  void countsHaveSeparators() {
    assertEquals("0", Html.count(0));
    assertEquals("999", Html.count(999));
    assertEquals("-1,000", Html.count(-1000));
    assertEquals("9,223,372,036,854,775,807", Html.count(Long.MAX_VALUE));
  }
}
