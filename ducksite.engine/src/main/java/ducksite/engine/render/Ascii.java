package ducksite.engine.render;

import java.nio.charset.StandardCharsets;

/** Constant texts as bytes. */
final class Ascii {

  static final byte[] NULL = bytes("null");
  static final byte[] TRUE = bytes("true");
  static final byte[] FALSE = bytes("false");
  static final byte[] INFINITY = bytes("infinity");
  static final byte[] MINUS_INFINITY = bytes("-infinity");
  static final byte[] HEX = bytes("0123456789abcdef");

  private Ascii() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Copies to a place that has room and returns the place behind. */
  static int put(byte[] buffer, int at, byte[] text) {
    System.arraycopy(text, 0, buffer, at, text.length);
    return at + text.length;
  }
}
