package ducksite.engine.render;

import java.util.Locale;

/** Separators between groups of three digits in front of a number's point. */
final class Thousands {

  private Thousands() {}

  /** Whether a column's numbers have them: years name something and are no amounts. */
  static boolean fit(String column) {
    String name = column.toLowerCase(Locale.ROOT);
    return !name.equals("year") && !name.endsWith("_year");
  }

  /**
   * Separates the number that was written from {@code start} to the output's end, behind which
   * there is room for half a scalar.
   */
  static void insert(Output out, int start) {
    int first = start < out.at && out.buffer[start] == '-' ? start + 1 : start;
    int whole = first;
    while (whole < out.at && out.buffer[whole] >= '0' && out.buffer[whole] <= '9') {
      whole++;
    }
    int commas = (whole - first - 1) / 3;
    if (commas <= 0 || whole < out.at && out.buffer[whole] != '.') {
      return;
    }
    byte[] buffer = out.buffer;
    System.arraycopy(buffer, whole, buffer, whole + commas, out.at - whole);
    int target = whole + commas;
    int source = whole;
    out.at += commas;
    for (int comma = 0; comma < commas; comma++) {
      source -= 3;
      target -= 3;
      System.arraycopy(buffer, source, buffer, target, 3);
      buffer[--target] = ',';
    }
  }
}
