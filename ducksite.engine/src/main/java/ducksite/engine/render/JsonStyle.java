package ducksite.engine.render;

import ducksite.api.render.RenderContext;

/**
 * The choices that a JSON document leaves open.
 *
 * @param int64AsText whether 64-bit integers are strings, for readers whose numbers are doubles
 * @param decimalAsNumber whether decimals and 128-bit integers are numbers rather than strings
 * @param insideHtml whether the document is put into a script element
 */
record JsonStyle(boolean int64AsText, boolean decimalAsNumber, boolean insideHtml) {

  /** Exact values: decimals are strings. */
  static final JsonStyle EXACT = new JsonStyle(false, false, false);

  /** Values for charts: every number is a number. */
  static final JsonStyle PAGE = new JsonStyle(false, true, false);

  /** Exact values, with 64-bit integers as the request's options say. */
  static JsonStyle of(RenderContext context) {
    return EXACT.withInt64AsText(
        context.options().string("int64").filter("string"::equals).isPresent());
  }

  JsonStyle withInt64AsText(boolean chosen) {
    return new JsonStyle(chosen, decimalAsNumber, insideHtml);
  }

  JsonStyle withInsideHtml(boolean chosen) {
    return new JsonStyle(int64AsText, decimalAsNumber, chosen);
  }
}
