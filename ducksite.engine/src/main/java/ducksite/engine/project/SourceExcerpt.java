package ducksite.engine.project;

/**
 * One source line made fit for a terminal: control characters are replaced, tabs widened, long
 * lines cut around the column.
 *
 * @param line the printable text
 * @param caret as many blanks as stand before the marked character
 */
record SourceExcerpt(String line, String caret) {

  private static final int WIDTH = 160;
  private static final int BEFORE = 60;

  /** The excerpt of a line around a 1-based column; column 0 marks the start. */
  static SourceExcerpt of(String source, int column) {
    int[] characters = source.codePoints().toArray();
    int marked = Math.min(Math.max(column - 1, 0), characters.length);
    int first = characters.length <= WIDTH ? 0 : Math.max(0, marked - BEFORE);
    int last = Math.min(characters.length, first + WIDTH);
    StringBuilder line = new StringBuilder(first > 0 ? "…" : "");
    StringBuilder caret = new StringBuilder(first > 0 ? " " : "");
    for (int i = first; i < last; i++) {
      line.append(printable(characters[i]));
      if (i < marked) {
        caret.repeat(' ', width(characters[i]));
      }
    }
    return new SourceExcerpt(
        line.append(last < characters.length ? "…" : "").toString(), caret.toString());
  }

  private static String printable(int character) {
    if (character == '\t') {
      return "  ";
    }
    return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
        ? "\uFFFD"
        : Character.toString(character);
  }

  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> character == '\t' || isWide(character) ? 2 : 1;
    };
  }

  /** Whether terminals draw a character over two cells: East Asian wide forms and emoji. */
  private static boolean isWide(int character) {
    return character >= 0x1100
        && (character <= 0x115F
            || character >= 0x2E80 && character <= 0xA4CF
            || character >= 0xAC00 && character <= 0xD7A3
            || character >= 0xF900 && character <= 0xFAFF
            || character >= 0xFE30 && character <= 0xFE6F
            || character >= 0xFF00 && character <= 0xFF60
            || character >= 0x1F300 && character <= 0x1FAFF
            || character >= 0x20000 && character <= 0x3FFFD);
  }
}
