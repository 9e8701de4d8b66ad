package ducksite.engine.render;

import java.nio.charset.StandardCharsets;

/** Text made safe for the places of an HTML page. */
public final class HtmlText {

  private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");

  private HtmlText() {}

  /** The text as the content of an element or of a quoted attribute. */
  public static String escape(String text) {
    return Encoded.text(out -> new HtmlEscapes().write(out, text));
  }

  /** The text as a JSON string with its quotes, safe inside a script element. */
  public static String json(String text) {
    return Encoded.text(
        out -> new JsonValues(out, JsonStyle.PAGE.withInsideHtml(true)).string(text));
  }

  /**
   * The text as one part of a URL's query or path: everything but letters, digits and {@code -._~}
   * percent-encoded.
   */
  public static String url(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      if (Character.isLetterOrDigit(value) && value > 0 || "-._~".indexOf(value) >= 0) {
        encoded.append((char) value);
      } else {
        encoded.append('%').append((char) HEX[value >> 4 & 15]).append((char) HEX[value & 15]);
      }
    }
    return encoded.toString();
  }
}
