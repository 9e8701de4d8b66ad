package ducksite.engine.model;

import java.util.Optional;

/**
 * The name of the views per value, taken apart: the first {@code [ … ]} is a SQL expression, and
 * the value's word is appended to what stands around it.
 *
 * @param base text before and behind the brackets
 * @param expression what stands between them
 */
record TemplateName(String base, String expression) {

  /** The parts of a name; empty when there is no expression in it. */
  static Optional<TemplateName> of(String text) {
    int open = text.indexOf('[');
    int close = text.indexOf(']', open + 1);
    if (open < 0 || close < 0 || text.substring(open + 1, close).isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new TemplateName(
            text.substring(0, open) + text.substring(close + 1),
            text.substring(open + 1, close).strip()));
  }

  /** The name of the view of one value. */
  String view(TemplateValue value) {
    return base + value.word();
  }
}
