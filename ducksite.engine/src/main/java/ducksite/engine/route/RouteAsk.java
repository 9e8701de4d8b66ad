package ducksite.engine.route;

import java.util.List;

/**
 * How a request wants its answer.
 *
 * @param format the format's name
 * @param slice the part of the result
 * @param longAsText whether 64-bit integers are strings
 * @param count whether the rows of the whole result are counted
 */
record RouteAsk(String format, Slice slice, boolean longAsText, Count count) {

  /** What a route asks of another: all of it. */
  static final RouteAsk OF_ROUTE =
      new RouteAsk(Formats.PARQUET, new Slice(null, 0, List.of()), false, Count.USUAL);

  /** What {@code ?count=} says. */
  enum Count {
    /** Nothing: counted where that costs little or was always done. */
    USUAL,
    EXACT,
    NONE
  }
}
