package ducksite.engine.render;

/**
 * Text as it can stand in an HTML element or a quoted attribute; characters that HTML cannot hold
 * become U+FFFD.
 */
final class HtmlEscapes extends Escapes {

  private static final byte[] AMPERSAND = Ascii.bytes("&amp;");
  private static final byte[] LESS_THAN = Ascii.bytes("&lt;");
  private static final byte[] GREATER_THAN = Ascii.bytes("&gt;");
  private static final byte[] QUOTE = Ascii.bytes("&quot;");
  private static final byte[] APOSTROPHE = Ascii.bytes("&#39;");
  private static final byte[] REPLACEMENT = Ascii.bytes("\uFFFD");

  HtmlEscapes() {
    markControls();
    mark('&', '<', '>', '"', '\'');
  }

  @Override
  int escape(Output out, byte[] text, int index, int end) {
    byte value = text[index];
    switch (value) {
      case '&' -> put(out, AMPERSAND);
      case '<' -> put(out, LESS_THAN);
      case '>' -> put(out, GREATER_THAN);
      case '"' -> put(out, QUOTE);
      case '\'' -> put(out, APOSTROPHE);
      case '\t', '\n', '\r' -> out.buffer[out.at++] = value;
      default -> put(out, REPLACEMENT);
    }
    return 1;
  }

  private static void put(Output out, byte[] replacement) {
    out.at = Ascii.put(out.buffer, out.at, replacement);
  }
}
