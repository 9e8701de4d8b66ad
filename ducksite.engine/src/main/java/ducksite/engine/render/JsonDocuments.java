package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Embeds values of DuckDB's JSON type. They are well formed but for what its parser lets pass: NaN
 * and infinities, which become null, and commas before a closing bracket, which are dropped; so is
 * white space between tokens.
 */
final class JsonDocuments implements BoundColumn.BytesWriter {

  private final JsonEscapes strings;

  JsonDocuments(JsonEscapes strings) {
    this.strings = strings;
  }

  @Override
  public void write(Output out, MemorySegment bytes, long from, int length) throws IOException {
    long end = from + length;
    long at = from;
    boolean comma = false;
    while (at < end) {
      byte value = bytes.get(JAVA_BYTE, at);
      if (value <= ' ') {
        at++;
        continue;
      }
      if (comma && value != ']' && value != '}') {
        out.put(',');
      }
      comma = value == ',';
      if (comma) {
        at++;
      } else if (value == '"') {
        at = string(out, bytes, at, end);
      } else {
        at = other(out, bytes, at, end, value);
      }
    }
  }

  /**
   * Copies a string with its quotes; what stands between escapes may hold bytes that this document
   * must escape.
   */
  private long string(Output out, MemorySegment bytes, long start, long end) throws IOException {
    out.put('"');
    long at = start + 1;
    long clean = at;
    while (at < end && bytes.get(JAVA_BYTE, at) != '"') {
      if (bytes.get(JAVA_BYTE, at) != '\\') {
        at++;
        continue;
      }
      strings.write(out, bytes, clean, (int) (at - clean));
      out.put(bytes, at, (int) Math.min(2, end - at));
      at += 2;
      clean = at;
    }
    strings.write(out, bytes, clean, (int) (at - clean));
    out.put('"');
    return at + 1;
  }

  /** Copies a bracket, colon, number or word. */
  private static long other(Output out, MemorySegment bytes, long start, long end, byte first)
      throws IOException {
    if (!isWord(first)) {
      out.put((char) first);
      return start + 1;
    }
    long at = start + 1;
    while (at < end && isWord(bytes.get(JAVA_BYTE, at))) {
      at++;
    }
    if (isFinite(bytes, start, first)) {
      out.put(bytes, start, (int) (at - start));
    } else {
      out.put(Ascii.NULL);
    }
    return at;
  }

  private static boolean isWord(byte value) {
    return value >= '0' && value <= '9'
        || isLetter(value)
        || value == '-'
        || value == '+'
        || value == '.';
  }

  private static boolean isLetter(byte value) {
    return (value | 0x20) >= 'a' && (value | 0x20) <= 'z';
  }

  private static boolean isFinite(MemorySegment bytes, long start, byte first) {
    byte lead = first == '-' ? bytes.get(JAVA_BYTE, start + 1) : first;
    return lead >= '0' && lead <= '9'
        || first == 't'
        || first == 'f'
        || first == 'n' && bytes.get(JAVA_BYTE, start + 1) == 'u';
  }
}
