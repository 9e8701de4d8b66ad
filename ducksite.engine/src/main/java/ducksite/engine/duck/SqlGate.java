package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The gate: nothing reaches DuckDB's {@code prepare} that has not passed it. A statement passes
 * when it is one query, when every node of its syntax tree, at every depth, is of a listed type,
 * every function and type on its list, and every path a constant. Safe for use by several threads;
 * it works on threads of its own, whose stacks deep statements do not exhaust.
 */
public final class SqlGate implements AutoCloseable {

  /** The longest text of an author, in characters. */
  static final int LONGEST = 1_000_000;

  private static final int LONGEST_COMPOSED = 64_000_000;
  private static final int DEEPEST = 500;
  private static final int DEEPEST_COMPOSED = 600;
  private static final int MOST_LANES = 4;

  private final List<GateLane> lanes;
  private final CheckedStatements statements = new CheckedStatements();

  /** A gate with as many lanes as there are processors, four at most. */
  public SqlGate() {
    int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_LANES);
    lanes = Stream.generate(GateLane::new).limit(count).toList();
    lanes.getFirst().begin();
  }

  /**
   * Checks statements of an author side by side, so that each passes at once when it is asked for
   * alone. What is refused is told then.
   *
   * @param relation as for {@link #check(String, Set, Predicate)}; safe for use by several threads
   */
  public void prepare(Collection<String> texts, Predicate<String> relation) {
    texts.parallelStream()
        .forEach(
            text -> {
              try {
                check(text, Set.of(), relation);
              } catch (SqlRefusedException e) {
                // Whoever compiles it is told, with its place.
                return;
              }
            });
  }

  /**
   * Checks a statement of an author.
   *
   * @throws SqlRefusedException when it is not a query, or a query that a project may not contain
   */
  public CheckedSql check(String sql) {
    return check(sql, Set.of());
  }

  /**
   * Checks a statement of an author some of whose parameters are declared to hold paths. Such a
   * parameter may stand where a file function wants a path; the reference names it, and its value
   * has to be resolved like a constant's.
   *
   * @throws SqlRefusedException when it is not a query, or a query that a project may not contain
   */
  public CheckedSql check(String sql, Set<String> pathParameters) {
    return check(sql, pathParameters, name -> false);
  }

  /**
   * Checks a statement of an author like {@link #check(String, Set)}.
   *
   * @param relation whether a name in the place of a table is a relation's, though it looks like
   *     that of a file
   */
  public CheckedSql check(String sql, Set<String> pathParameters, Predicate<String> relation) {
    return statements.find(
        sql,
        pathParameters,
        relation,
        asked -> onWorker(sql, false, Set.copyOf(pathParameters)::contains, asked));
  }

  /**
   * Checks a statement that the engine made of checked parts: its parameters have numbers and may
   * hold paths.
   */
  CheckedSql checkComposed(String sql) {
    return onWorker(sql, true, name -> true, name -> false);
  }

  @Override
  public void close() {
    lanes.forEach(GateLane::close);
  }

  private CheckedSql onWorker(
      String sql, boolean composed, Predicate<String> pathParameter, Predicate<String> relation) {
    int longest = composed ? LONGEST_COMPOSED : LONGEST;
    if (sql.length() > longest) {
      throw new SqlRefusedException(
          "sql/too-long",
          "the statement has more than " + longest + " characters",
          -1,
          "put data into files");
    }
    GateLane lane = Collections.min(lanes, Comparator.comparingInt(GateLane::waiting));
    Future<CheckedSql> checked =
        lane.submit(parser -> checkNow(parser, sql, composed, pathParameter, relation));
    try {
      return checked.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SqlRefusedException refused) {
        throw refused;
      }
      throw new DuckException(
          DuckException.Kind.FAILED, "the statement could not be checked", failed.getCause());
    } catch (InterruptedException interrupted) {
      checked.cancel(false);
      Thread.currentThread().interrupt();
      throw new DuckException(
          DuckException.Kind.CANCELLED, "interrupted while a statement was checked", interrupted);
    }
  }

  private static CheckedSql checkNow(
      SqlParser parser,
      String sql,
      boolean composed,
      Predicate<String> pathParameter,
      Predicate<String> relation) {
    refuseCharacters(sql);
    String text = SqlText.statement(SqlText.plainBlanks(sql));
    SqlSource source = new SqlSource(text);
    refuseShape(source, composed ? DEEPEST_COMPOSED : DEEPEST);
    if (!composed) {
      SyntaxHints.refuseMisread(source);
    }
    JsonNode answer = parser.parse(text);
    if (answer.path("error").asBoolean()) {
      throw refusal(source, answer);
    }
    JsonNode statements = answer.path("statements");
    if (statements.size() != 1) {
      throw new SqlRefusedException(
          "sql/several-statements",
          "there are " + statements.size() + " statements",
          -1,
          "keep one query");
    }
    return new SqlTreeCheck(source, composed, pathParameter, relation).check(statements.get(0));
  }

  /**
   * Characters that the driver's two ways of passing text, as a value and as a statement, could
   * treat differently.
   */
  private static void refuseCharacters(String sql) {
    for (int index = 0; index < sql.length(); index++) {
      char character = sql.charAt(index);
      boolean half = Character.isSurrogate(character);
      if (half
          && Character.isHighSurrogate(character)
          && index + 1 < sql.length()
          && Character.isLowSurrogate(sql.charAt(index + 1))) {
        index++;
      } else if (half || character == 0) {
        throw new SqlRefusedException(
            "sql/character",
            "the text holds U+%04X".formatted((int) character),
            index,
            "remove the character");
      }
    }
  }

  /**
   * More than one statement, or nesting that would exhaust a parser's stack, seen before DuckDB
   * sees the text.
   */
  private static void refuseShape(SqlSource source, int deepest) {
    int depth = 0;
    boolean empty = true;
    for (SqlToken token : source.tokens()) {
      boolean operator = token.kind() == SqlToken.Kind.OPERATOR;
      char character = source.text().charAt(token.start());
      if (operator && character == ';') {
        throw new SqlRefusedException(
            "sql/several-statements",
            "a semicolon stands inside the statement",
            token.start(),
            "keep one query");
      }
      depth +=
          operator && "([{".indexOf(character) >= 0
              ? 1
              : operator && ")]}".indexOf(character) >= 0 ? -1 : 0;
      if (depth > deepest) {
        throw new SqlRefusedException(
            "sql/too-deep",
            "more than " + deepest + " parentheses are open here",
            token.start(),
            "simplify it");
      }
      empty = false;
    }
    if (empty) {
      throw new SqlRefusedException("sql/empty", "there is no statement", 0, "write a SELECT");
    }
  }

  private static SqlRefusedException refusal(SqlSource source, JsonNode answer) {
    String message = answer.path("error_message").asText();
    int offset = source.characterOf(answer.path("position").asInt(-1));
    if (!answer.path("error_type").asText().equals("not implemented")) {
      return new SqlRefusedException(
          "sql/syntax", message, offset, SyntaxHints.of(source.text(), offset));
    }
    List<SqlToken> tokens = SqlTokenizer.significant(source.text());
    if (message.startsWith("Mixing")) {
      return new SqlRefusedException(
          "sql/positional-parameter", message, tokens.getFirst().start(), "write $name");
    }
    String word = tokens.getFirst().text(source.text()).toUpperCase(java.util.Locale.ROOT);
    return new SqlRefusedException(
        "sql/not-a-query",
        "a statement that begins with " + word + " is not a query",
        tokens.getFirst().start(),
        word.equals("PIVOT") ? "list the values: PIVOT … ON column IN (…)" : "keep one SELECT");
  }
}
