package ducksite.engine.render;

import java.io.IOException;

/**
 * How one format writes the values of one column: a class for each kind of value, chosen once for a
 * result rather than once for a value. Confined to one thread.
 */
abstract class Cell {

  final BoundColumn column;

  Cell(BoundColumn column) {
    this.column = column;
  }

  /**
   * Writes a value that is not NULL at {@code at} of the output's buffer, where there is room for a
   * scalar; what needs more asks {@link Output#room(int, int)}.
   *
   * @return the place behind; the room for the rest of the row is still there
   */
  abstract int write(Output out, int at, int row) throws IOException;
}
