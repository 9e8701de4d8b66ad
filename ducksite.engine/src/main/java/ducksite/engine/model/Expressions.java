package ducksite.engine.model;

import ducksite.engine.duck.CheckedSql;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.sql.Placeholders;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.List;
import java.util.Optional;

/**
 * The check of SQL that is put inside a larger statement: a row filter, the expression of a colour.
 * It must be one expression that cannot leave its parentheses and reads nothing but the columns at
 * hand.
 */
public final class Expressions {

  private final SqlGate gate;

  /** A check by a gate. */
  public Expressions(SqlGate gate) {
    this.gate = gate;
  }

  /** Why a text is not one harmless expression, for its author; empty when it is. */
  public Optional<String> refusal(String expression) {
    if (!isBalanced(expression)) {
      return Optional.of("the parentheses of the expression do not match");
    }
    List<Placeholders.Placeholder> placeholders = Placeholders.find(expression);
    if (!placeholders.isEmpty()) {
      return Optional.of(
          "the expression has the parameter '$"
              + placeholders.getFirst().name()
              + "', to which a request could give any value");
    }
    try {
      CheckedSql checked = gate.check("SELECT (" + expression + "\n)");
      if (!checked.tables().isEmpty()) {
        return Optional.of(
            "the expression reads the table '" + checked.tables().getFirst().name() + "'");
      }
      return checked.files().isEmpty()
          ? Optional.empty()
          : Optional.of("the expression reads a file");
    } catch (SqlRefusedException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether two evaluations over the same row may differ, as with {@code now()}. */
  public boolean isVolatile(String expression) {
    try {
      return !gate.check("SELECT (" + expression + "\n)").volatileFunctions().isEmpty();
    } catch (SqlRefusedException e) {
      // Whoever put it in is told by refusal(), and nothing is executed with it.
      return false;
    }
  }

  private static boolean isBalanced(String expression) {
    int depth = 0;
    for (SqlToken token : SqlTokenizer.significant(expression)) {
      if (token.is(expression, "(")) {
        depth++;
      } else if (token.is(expression, ")") && --depth < 0 || token.is(expression, ";")) {
        return false;
      }
    }
    return depth == 0;
  }
}
