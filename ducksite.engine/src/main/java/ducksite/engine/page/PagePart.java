package ducksite.engine.page;

import java.util.List;

/** A piece of a page, in the order of the text. */
public sealed interface PagePart {

  /**
   * Running text.
   *
   * @param html rendered, safe to embed
   */
  record Prose(String html) implements PagePart {}

  /** Rows of cells in twelve columns. */
  record Grid(List<List<Cell>> rows) implements PagePart {

    /** A grid with its own copies of the rows. */
    public Grid {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** The form of the page's inputs. */
  record Inputs() implements PagePart {}

  /**
   * Something that the page has and this version does not show.
   *
   * @param title for people
   */
  record Missing(String title) implements PagePart {}

  /**
   * A cell of a grid.
   *
   * @param span width in columns, 1 to 12
   * @param id the chart, table or query shown; empty for a spacer
   */
  record Cell(int span, String id) {}
}
