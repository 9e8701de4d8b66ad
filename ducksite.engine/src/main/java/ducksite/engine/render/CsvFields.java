package ducksite.engine.render;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Text as a CSV field: quoted where it is empty or holds a comma, a quote or a line break. */
final class CsvFields implements BoundColumn.BytesWriter {

  private static final byte[] EMPTY = {'"', '"'};
  private static final byte[] APOSTROPHE = {'\''};
  private static final byte[] NOTHING = {};

  private final boolean formulaSafe;
  private final Escapes quotes = new Quotes();

  /**
   * @param formulaSafe whether a text that a spreadsheet would take for a formula gets an
   *     apostrophe in front
   */
  CsvFields(boolean formulaSafe) {
    this.formulaSafe = formulaSafe;
  }

  boolean isFormulaSafe() {
    return formulaSafe;
  }

  @Override
  public void write(Output out, MemorySegment bytes, long from, int length) throws IOException {
    if (length == 0) {
      out.put(EMPTY);
      return;
    }
    boolean formula = formulaSafe && isFormula(bytes.get(JAVA_BYTE, from));
    if (!needsQuotes(bytes, from, length)) {
      out.put(formula ? APOSTROPHE : NOTHING);
      out.put(bytes, from, length);
      return;
    }
    out.put('"');
    out.put(formula ? APOSTROPHE : NOTHING);
    quotes.write(out, bytes, from, length);
    out.put('"');
  }

  private static boolean needsQuotes(MemorySegment bytes, long from, int length) {
    for (long at = from; at < from + length; at++) {
      byte value = bytes.get(JAVA_BYTE, at);
      if (value == ',' || value == '"' || value == '\n' || value == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isFormula(byte first) {
    return switch (first) {
      case '=', '+', '-', '@', '\t', '\r' -> true;
      default -> false;
    };
  }

  private static final class Quotes extends Escapes {

    Quotes() {
      mark('"');
    }

    @Override
    int escape(Output out, byte[] text, int index, int end) {
      out.buffer[out.at++] = '"';
      out.buffer[out.at++] = '"';
      return 1;
    }
  }
}
