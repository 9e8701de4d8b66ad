package ducksite.engine.model;

import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The predicate of the view of one value. Each {@code ?} outside strings, quotes and comments is
 * the place of one part.
 *
 * @param pieces the text between the places, one more than there are places
 */
record TemplatePredicate(List<String> pieces) {

  TemplatePredicate {
    pieces = List.copyOf(pieces);
  }

  /** The predicate of a template; {@code (expression) = ?} when it tells none. */
  static TemplatePredicate of(@Nullable String text, String expression) {
    String predicate = text == null ? "(" + expression + "\n) = ?" : text;
    List<String> pieces = new ArrayList<>();
    int copied = 0;
    for (SqlToken token : SqlTokenizer.tokens(predicate)) {
      if (token.kind() == SqlToken.Kind.POSITIONAL_PARAMETER && token.text(predicate).equals("?")) {
        pieces.add(predicate.substring(copied, token.start()));
        copied = token.end();
      }
    }
    pieces.add(predicate.substring(copied));
    return new TemplatePredicate(pieces);
  }

  /** Number of {@code ?}. */
  int places() {
    return pieces.size() - 1;
  }

  /** Whether a value has a part for each place; a predicate without places takes any. */
  boolean takes(TemplateValue value) {
    return places() == 0 || places() == value.parts().size();
  }

  /** The predicate of one value. */
  String of(TemplateValue value) {
    return filled(place -> value.parts().get(place).literal());
  }

  /** The predicate with parameters {@code $value}, or {@code $value_1} and so on. */
  String parameterised() {
    return filled(place -> places() == 1 ? "$value" : "$value_" + (place + 1));
  }

  /** The predicate with NULL in the place of a value, to be checked. */
  String blank() {
    return filled(place -> "NULL");
  }

  private String filled(IntFunction<String> part) {
    StringBuilder text = new StringBuilder(pieces.getFirst());
    for (int place = 0; place < places(); place++) {
      text.append(part.apply(place)).append(pieces.get(place + 1));
    }
    return text.toString();
  }
}
