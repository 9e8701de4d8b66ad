package ducksite.engine.render;

/** The inside of a JSON string: quotes, backslashes and control characters escaped. */
final class JsonEscapes extends Escapes {

  private static final byte[] LESS_THAN = Ascii.bytes("\\u003c");
  private static final byte[] LINE_SEPARATOR = Ascii.bytes("\\u2028");
  private static final byte[] PARAGRAPH_SEPARATOR = Ascii.bytes("\\u2029");

  /**
   * @param insideHtml whether the document is put into a script element: then {@code <} and the
   *     line separators that JavaScript minds are escaped too
   */
  JsonEscapes(boolean insideHtml) {
    markControls();
    mark('"', '\\');
    if (insideHtml) {
      mark('<', 0xE2);
    }
  }

  @Override
  int escape(Output out, byte[] text, int index, int end) {
    byte value = text[index];
    if (value == '<') {
      out.at = Ascii.put(out.buffer, out.at, LESS_THAN);
      return 1;
    }
    if (value == (byte) 0xE2) {
      return separator(out, text, index, end);
    }
    out.buffer[out.at++] = '\\';
    switch (value) {
      case '"', '\\' -> out.buffer[out.at++] = value;
      case '\b' -> out.buffer[out.at++] = 'b';
      case '\f' -> out.buffer[out.at++] = 'f';
      case '\n' -> out.buffer[out.at++] = 'n';
      case '\r' -> out.buffer[out.at++] = 'r';
      case '\t' -> out.buffer[out.at++] = 't';
      default -> control(out, value);
    }
    return 1;
  }

  private static void control(Output out, byte value) {
    out.buffer[out.at++] = 'u';
    out.buffer[out.at++] = '0';
    out.buffer[out.at++] = '0';
    out.buffer[out.at++] = Ascii.HEX[value >> 4];
    out.buffer[out.at++] = Ascii.HEX[value & 15];
  }

  private static int separator(Output out, byte[] text, int index, int end) {
    boolean isSeparator =
        index + 2 < end && text[index + 1] == (byte) 0x80 && (text[index + 2] & 0xFE) == 0xA8;
    if (!isSeparator) {
      out.buffer[out.at++] = text[index];
      return 1;
    }
    byte[] escaped = text[index + 2] == (byte) 0xA8 ? LINE_SEPARATOR : PARAGRAPH_SEPARATOR;
    out.at = Ascii.put(out.buffer, out.at, escaped);
    return 3;
  }
}
