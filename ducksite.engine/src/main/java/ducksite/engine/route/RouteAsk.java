package ducksite.engine.route;

/**
 * How a request wants its answer.
 *
 * @param format the format's name
 * @param slice the part of the result
 * @param longAsText whether 64-bit integers are strings
 * @param count whether the rows of the whole result are counted
 */
record RouteAsk(String format, Slice slice, boolean longAsText, Count count) {

  /** What {@code ?count=} says. */
  enum Count {
    /** Nothing: counted where that costs little or was always done. */
    USUAL,
    EXACT,
    NONE
  }
}
