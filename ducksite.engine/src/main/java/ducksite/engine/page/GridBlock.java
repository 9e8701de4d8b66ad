package ducksite.engine.page;

import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The content of a {@code grid} block: lines such as {@code | chart:8 | table:4 |}. A cell without
 * a width shares what the others leave; {@code .} is a spacer; a row has twelve columns.
 */
final class GridBlock {

  private static final int COLUMNS = 12;
  private static final String SPACER = ".";

  private final Block block;
  private final Predicate<String> isShown;
  private final Set<String> known;
  private final Problems problems;

  GridBlock(Block block, Predicate<String> isShown, Set<String> known, Problems problems) {
    this.block = block;
    this.isShown = isShown;
    this.known = known;
    this.problems = problems;
  }

  /** The rows; cells with problems are missing. */
  PagePart.Grid grid() {
    List<List<PagePart.Cell>> rows = new ArrayList<>();
    int offset = 0;
    for (String line : block.body().text().split("\n", -1)) {
      if (line.strip().startsWith("|")) {
        rows.add(row(line, offset));
      }
      offset += line.length() + 1;
    }
    return new PagePart.Grid(rows);
  }

  private List<PagePart.Cell> row(String line, int offset) {
    List<PagePart.Cell> cells = new ArrayList<>();
    int at = line.indexOf('|') + 1;
    int end = line.lastIndexOf('|');
    String inner = end > at ? line.substring(at, end) : line.substring(at);
    List<String> texts = List.of(inner.split("\\|", -1));
    int share = share(texts);
    for (String text : texts) {
      PagePart.Cell cell = cell(text, offset + at + text.indexOf(text.strip()), share);
      if (cell != null) {
        cells.add(cell);
      }
      at += text.length() + 1;
    }
    return cells;
  }

  private PagePart.@org.jspecify.annotations.Nullable Cell cell(
      String text, int offset, int share) {
    String content = text.strip();
    int colon = content.indexOf(':');
    String id = colon < 0 ? content : content.substring(0, colon).strip();
    int span = colon < 0 ? share : width(content.substring(colon + 1).strip());
    if (span < 1 || span > COLUMNS) {
      problems.add(
          block
              .body()
              .problem(
                  "page/grid-width",
                  offset,
                  "'" + content + "' has no width from 1 to " + COLUMNS,
                  "write name:6"));
      return null;
    }
    if (id.isEmpty() || id.equals(SPACER)) {
      return new PagePart.Cell(span, "");
    }
    if (isShown.test(id)) {
      return new PagePart.Cell(span, id);
    }
    if (!known.contains(id)) {
      problems.add(
          block
              .body()
              .problem(
                  "page/unknown-cell",
                  Severity.WARNING,
                  offset,
                  "there is no chart, table or query named '" + id + "' on this page",
                  Suggestions.hint(id, known).orElse("cells name a block of the page")));
    }
    return null;
  }

  /** The width of a cell that names none: an equal share of what the others leave. */
  private static int share(List<String> texts) {
    int taken = 0;
    int open = 0;
    for (String text : texts) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        open++;
      } else {
        taken += Math.max(0, width(text.substring(colon + 1).strip()));
      }
    }
    return open == 0 ? 0 : Math.max(1, (COLUMNS - taken) / open);
  }

  private static int width(String digits) {
    return digits.matches("\\d{1,2}") ? Integer.parseInt(digits) : -1;
  }
}
