package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of a result as a table of characters, for a terminal: numbers to the right, long
 * values cut off, nothing that a terminal would obey.
 */
public final class TextTableRenderer implements Renderer {

  /** Rows shown. */
  static final int ROWS = 200;

  private static final int WIDEST = 60;

  /** The provider's constructor. */
  public TextTableRenderer() {}

  @Override
  public String format() {
    return "text";
  }

  @Override
  public String mediaType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out)
      throws IOException {
    CapturedResult rows = CapturedResult.of(result, ROWS);
    List<List<String>> columns = new ArrayList<>();
    List<String> names = ColumnNames.unique(rows.columns());
    for (int column = 0; column < names.size(); column++) {
      List<String> cells = new ArrayList<>();
      cells.add(shown(names.get(column)));
      for (int row = 0; row < rows.rowCount(); row++) {
        cells.add(shown(rows.raw(column, row).orElse("NULL")));
      }
      columns.add(cells);
    }
    List<Integer> widths = columns.stream().map(TextTableRenderer::width).toList();
    StringBuilder text = new StringBuilder();
    for (int line = 0; line <= rows.rowCount(); line++) {
      text.append(line(rows, columns, widths, line)).append('\n');
      if (line == 0) {
        text.append(String.join("  ", widths.stream().map("─"::repeat).toList())).append('\n');
      }
    }
    if (rows.truncated()) {
      text.append("the first ").append(rows.rowCount()).append(" rows; other formats have all\n");
    } else {
      text.append(rows.rowCount() == 1 ? "1 row\n" : rows.rowCount() + " rows\n");
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(
      CapturedResult rows, List<List<String>> columns, List<Integer> widths, int line) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < columns.size(); column++) {
      String cell = columns.get(column).get(line);
      String gap = " ".repeat(widths.get(column) - letters(cell));
      boolean right = CellKind.of(rows.columns().get(column)) == CellKind.NUMBER;
      text.append(right ? gap + cell : cell + gap).append("  ");
    }
    return text.toString().stripTrailing();
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(TextTableRenderer::letters).max().orElse(0);
  }

  private static int letters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(WIDEST + 1L)
        .map(each -> isObeyed(each) ? '·' : each)
        .forEach(shown::appendCodePoint);
    if (letters(shown.toString()) > WIDEST) {
      shown.setLength(shown.offsetByCodePoints(0, WIDEST - 1));
      shown.append('…');
    }
    return shown.toString();
  }

  /** Control and formatting characters move a terminal's cursor or reverse its text. */
  private static boolean isObeyed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
