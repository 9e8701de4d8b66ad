package ducksite.engine.render;

import java.util.List;

/** The colours of series, in turn; they keep apart for common kinds of colour blindness. */
final class ChartPalette {

  private static final List<String> COLORS =
      List.of("#2f81c4", "#dd6b20", "#259b7f", "#b8609a", "#b8860b", "#6f74c4");

  private ChartPalette() {}

  static String color(int index) {
    return COLORS.get(Math.floorMod(index, COLORS.size()));
  }

  /** The same, for areas. */
  static String area(String color) {
    return color.matches("#[0-9a-fA-F]{6}") ? color + "b3" : color;
  }
}
