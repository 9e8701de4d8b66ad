package ducksite.engine.model;

import ducksite.engine.duck.FileReference;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A call of a file function in an author's text, taken apart so that its paths can be replaced.
 *
 * @param function name in lower case; for a path that stands in the place of a table the one that
 *     reads it
 * @param head the text up to and with the opening parenthesis
 * @param options the text behind the paths and before the closing parenthesis: empty, or from its
 *     comma on
 */
record ReaderCall(String function, String head, String options) {

  /** Options that would show where files lie, or read others. */
  private static final Set<String> SHOWS_PATHS = Set.of("filename");

  /** Takes the call apart that a reference spans. */
  static ReaderCall of(FileReference reference, String text) {
    String call = text.substring(reference.start(), reference.end());
    List<SqlToken> tokens = SqlTokenizer.significant(call);
    int open = indexOf(call, tokens, "(", 0);
    if (open < 0) {
      return new ReaderCall(reference.function(), reference.function() + "(", "");
    }
    int comma = firstTopLevelComma(call, tokens, open);
    String options = comma < 0 ? "" : call.substring(comma, tokens.getLast().start());
    return new ReaderCall(reference.function(), call.substring(0, tokens.get(open).end()), options);
  }

  /** Whether an option would show where files lie on the machine. */
  boolean showsPaths() {
    return SqlTokenizer.significant(options).stream()
        .map(token -> SqlText.unquoted(token.text(options)).toLowerCase(Locale.ROOT))
        .anyMatch(SHOWS_PATHS::contains);
  }

  /** The call with one more option, given after a comma; empty for none. */
  ReaderCall withOption(String option) {
    return new ReaderCall(function, head, option + options);
  }

  /**
   * A query of the call with other paths. It gives the reader's plain columns alone: the hidden one
   * with each row's file, and the one of {@code read_text}, would show where files lie.
   */
  String query(String paths, int count) {
    String columns =
        function.equals("read_text") ? "* REPLACE (parse_filename(filename) AS filename)" : "*";
    String call = head + (count == 1 ? paths : "[" + paths + "]") + options + ")";
    return "SELECT " + columns + " FROM " + call;
  }

  private static int firstTopLevelComma(String call, List<SqlToken> tokens, int open) {
    int depth = 0;
    for (SqlToken token : tokens.subList(open + 1, tokens.size())) {
      if (token.kind() != SqlToken.Kind.OPERATOR) {
        continue;
      }
      switch (call.charAt(token.start())) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            return token.start();
          }
        }
        default -> {
          // an operator inside an argument
        }
      }
    }
    return -1;
  }

  private static int indexOf(String call, List<SqlToken> tokens, String operator, int from) {
    for (int index = from; index < tokens.size(); index++) {
      if (tokens.get(index).is(call, operator)) {
        return index;
      }
    }
    return -1;
  }
}
