package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.duck.SqlVerdicts.Verdict;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The arguments of a file function: constant paths or parameters that may hold some, and constant
 * options of which none leads to another file. Confined to one call.
 */
final class FileCall {

  private static final Set<String> CONSTRUCTORS = Set.of("list_value", "struct_pack", "map", "row");
  private static final String CONSTANT_HINT =
      "write the path, or a list of paths, as a constant; the files of a query are known before it"
          + " runs";

  private final SqlSource source;
  private final SqlVerdicts verdicts = SqlVerdicts.shipped();
  private final boolean composed;
  private final Predicate<String> pathParameter;
  private final List<String> paths = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();

  /**
   * @param composed whether the engine wrote the text: its options may be parameters
   */
  FileCall(SqlSource source, boolean composed, Predicate<String> pathParameter) {
    this.source = source;
    this.composed = composed;
    this.pathParameter = pathParameter;
  }

  /** The reference that a call stands for. {@code place} is where a refusal points to. */
  FileReference reference(JsonNode function, String name, int offset, int place) {
    int pathArguments = 0;
    int positional = 0;
    boolean first = true;
    for (JsonNode argument : function.path("arguments")) {
      String option = option(argument);
      JsonNode value = value(argument);
      if (option.isEmpty() && positional++ == 0 || verdicts.option(option) == Verdict.FILE) {
        pathArguments += first ? 1 : 2;
        addPaths(value, place(value, place));
      } else if (option.isEmpty()
          ? !name.equals("parquet_bloom_probe")
          : verdicts.option(option) != Verdict.ALLOW) {
        throw new SqlRefusedException(
            "sql/file-option",
            "the argument "
                + (option.isEmpty() ? "number " + positional : option)
                + " of "
                + name
                + " may not be used",
            place(value, place),
            "leave it out");
      } else if (!constant(value) && !(composed && isParameter(value))) {
        throw new SqlRefusedException(
            "sql/file-argument",
            "the argument " + option + " of " + name + " is not a constant",
            place(value, place),
            "write its value");
      }
      first = false;
    }
    if (pathArguments != 1 || paths.isEmpty() && parameters.isEmpty()) {
      throw new SqlRefusedException(
          "sql/file-argument",
          name + " does not name its files once, as its first argument",
          place,
          CONSTANT_HINT);
    }
    int start = nameStart(name, offset, place);
    int end = SqlText.callEnd(source.text(), source.tokens(), start);
    if (end < 0) {
      throw placeUnknown(name, place);
    }
    return new FileReference(name, paths, parameters, start, end);
  }

  private void addPaths(JsonNode value, int place) {
    String kind = value.path("class").asText();
    JsonNode literal = value.path("literal");
    if (kind.equals("CONSTANT") && literal.path("kind").asText().equals("STRING")) {
      paths.add(literal.path("text").asText());
    } else if (isList(value)) {
      elements(value).forEach(element -> addPaths(element, place));
    } else if (kind.equals("PARAMETER") && pathParameter.test(value.path("identifier").asText())) {
      parameters.add(value.path("identifier").asText());
    } else {
      throw new SqlRefusedException(
          "sql/file-argument", "the path of a file is not a constant", place, CONSTANT_HINT);
    }
  }

  private boolean constant(JsonNode value) {
    return switch (value.path("class").asText()) {
      case "CONSTANT" -> true;
      case "FUNCTION" ->
          CONSTRUCTORS.contains(value.path("function_name").asText())
              && elements(value).stream().allMatch(this::constant);
      case "OPERATOR" -> isList(value) && elements(value).stream().allMatch(this::constant);
      default -> false;
    };
  }

  private static boolean isParameter(JsonNode value) {
    return value.path("class").asText().equals("PARAMETER");
  }

  private static boolean isList(JsonNode value) {
    return value.path("class").asText().equals("FUNCTION")
        ? value.path("function_name").asText().equals("list_value")
        : value.path("type").asText().equals("ARRAY_CONSTRUCTOR");
  }

  private static List<JsonNode> elements(JsonNode value) {
    List<JsonNode> elements = new ArrayList<>();
    value.path("children").forEach(elements::add);
    value.path("arguments").forEach(argument -> elements.add(argument.path("expression")));
    return elements;
  }

  /**
   * The name of a named argument, in the forms {@code name := value}, {@code name => value} and
   * {@code name = value}.
   */
  private static String option(JsonNode argument) {
    String name = argument.path("name").asText();
    return name.isEmpty() && named(argument) ? names(argument).path(0).asText() : name;
  }

  private static JsonNode value(JsonNode argument) {
    JsonNode expression = argument.path("expression");
    boolean assignment = argument.path("name").asText().isEmpty() && named(argument);
    return assignment ? expression.path("right") : expression;
  }

  private static boolean named(JsonNode argument) {
    return argument.path("expression").path("type").asText().equals("COMPARE_EQUAL")
        && names(argument).size() == 1;
  }

  private static JsonNode names(JsonNode argument) {
    return argument.path("expression").path("left").path("column_names");
  }

  private int place(JsonNode node, int otherwise) {
    int offset = source.offset(node);
    return offset >= 0 ? offset : otherwise;
  }

  /** Where the possibly qualified name starts whose last part is followed by the arguments. */
  private int nameStart(String name, int offset, int place) {
    int index = offset < 0 ? -1 : source.indexAt(offset);
    List<SqlToken> tokens = source.tokens();
    if (index >= 0 && index + 1 < tokens.size() && tokens.get(index + 1).is(source.text(), ":")) {
      index += 2;
    }
    for (int last = index; last >= 0 && last + 1 < tokens.size(); last += 2) {
      if (tokens.get(last + 1).is(source.text(), "(")) {
        if (SqlText.unquoted(tokens.get(last).text(source.text())).equalsIgnoreCase(name)) {
          return tokens.get(index).start();
        }
        break;
      }
      if (!tokens.get(last + 1).is(source.text(), ".")) {
        break;
      }
    }
    throw placeUnknown(name, place);
  }

  private static SqlRefusedException placeUnknown(String name, int place) {
    return new SqlRefusedException(
        "sql/place-unknown",
        "the call of " + name + " is written in an unusual form",
        place,
        "write " + name + "('…')");
  }
}
