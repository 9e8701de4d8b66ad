package ducksite.engine.model;

import ducksite.engine.duck.CheckedSql;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.Placeholders;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The check of SQL that is put inside a larger statement: a row filter, the expression of a colour.
 * It must be one expression that cannot leave its parentheses and reads nothing but the columns at
 * hand.
 */
public final class Expressions {

  private static final int LONGEST_PLAIN = 200;

  /** Forms that are remembered; some come from requests. */
  private static final int MOST_FORMS = 10_000;

  /** Predicates that are taken apart; parsing more costs more than it saves. */
  private static final int MOST_CONDITIONS = 2000;

  private final SqlGate gate;
  private final Map<String, Condition> conditions = new ConcurrentHashMap<>();
  private final Set<String> harmless = ConcurrentHashMap.newKeySet();

  /** A check by a gate. */
  public Expressions(SqlGate gate) {
    this.gate = gate;
  }

  /** Why a text is not one harmless expression, for its author; empty when it is. */
  public Optional<String> refusal(String expression) {
    String form = form(expression);
    if (harmless.contains(form)) {
      return Optional.empty();
    }
    Optional<String> refusal = checked(expression);
    if (refusal.isEmpty() && form.length() < LONGEST_PLAIN * 10 && harmless.size() < MOST_FORMS) {
      harmless.add(form);
    }
    return refusal;
  }

  /**
   * The text with every plain string as the same one: what is harmless with one tenant's name is
   * harmless with another's, and is not parsed a hundred thousand times.
   */
  private static String form(String expression) {
    StringBuilder form = new StringBuilder();
    for (SqlToken token : SqlTokenizer.significant(expression)) {
      String text = token.text(expression);
      boolean plain = token.kind() == SqlToken.Kind.STRING && text.startsWith("'");
      form.append(plain && text.length() < LONGEST_PLAIN ? "''" : text).append('\n');
    }
    return form.toString();
  }

  private Optional<String> checked(String expression) {
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

  /** As much of a predicate as can be decided without its rows. */
  Condition condition(String predicate) {
    if (conditions.size() >= MOST_CONDITIONS && !conditions.containsKey(predicate)) {
      return new Condition.Unknown();
    }
    return conditions.computeIfAbsent(predicate, this::read);
  }

  private Condition read(String predicate) {
    // A table that the predicate does not name: what stands before a dot in it is a column.
    String table = "t";
    while (predicate.toLowerCase(Locale.ROOT).contains(table)) {
      table += "_";
    }
    String select = "SELECT * FROM ";
    try {
      return gate.check(select + table + " WHERE (" + predicate + "\n)")
          .conditionAt(select.length());
    } catch (SqlRefusedException e) {
      // Whoever put it in is told by refusal(), and nothing is executed with it.
      return new Condition.Unknown();
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
