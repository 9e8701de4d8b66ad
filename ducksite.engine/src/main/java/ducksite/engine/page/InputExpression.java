package ducksite.engine.page;

import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL with a {@code ?} for what the reader has chosen. Values never become part of the text: it
 * names a parameter for each.
 *
 * @param template one SQL expression
 * @param otherwise the expression while nothing is chosen
 * @param isVolatile whether it may differ between two requests for the same choice
 */
public record InputExpression(String template, String otherwise, boolean isVolatile) {

  /** Lets nothing through. */
  static final InputExpression NOTHING = new InputExpression("NULL", "NULL", false);

  /** The expression over some parameters, given without the dollar sign. */
  String over(List<String> parameters) {
    String names = parameters.stream().map(name -> "$" + name).collect(Collectors.joining(", "));
    for (SqlToken token : SqlTokenizer.significant(template)) {
      if (token.kind() == SqlToken.Kind.POSITIONAL_PARAMETER) {
        boolean enclosed = template.substring(0, token.start()).stripTrailing().endsWith("(");
        String list = parameters.size() == 1 || enclosed ? names : "(" + names + ")";
        return template.substring(0, token.start()) + list + template.substring(token.end());
      }
    }
    return template;
  }

  /** The expression with NULL for what is chosen, to be checked as one expression. */
  String checkable() {
    for (SqlToken token : SqlTokenizer.significant(template)) {
      if (token.kind() == SqlToken.Kind.POSITIONAL_PARAMETER) {
        return template.substring(0, token.start()) + "NULL" + template.substring(token.end());
      }
    }
    return template;
  }
}
