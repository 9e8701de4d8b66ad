package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.Condition.Operand;
import ducksite.engine.sql.Condition.Operator;
import ducksite.engine.sql.TimeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Condition} out of the syntax tree of an expression. What it does not know exactly
 * is unknown, so that a new form of tree costs speed and never a row.
 */
final class ConditionReader {

  /** Casts that are understood; other types are left alone. */
  private static final Set<String> TIMES =
      Set.of("DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", "DATETIME");

  private static final Condition UNKNOWN = new Condition.Unknown();
  private static final JsonNode PLAIN_NAME = JsonNodeFactory.instance.arrayNode().add("x");

  private final Function<JsonNode, @Nullable String> column;

  /**
   * @param column the name of the table's column that a column reference's names stand for; null
   *     when it is not the table's for sure
   */
  ConditionReader(Function<JsonNode, @Nullable String> column) {
    this.column = column;
  }

  Condition read(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "CONJUNCTION_AND" -> new Condition.And(all(node));
      case "CONJUNCTION_OR" -> new Condition.Or(all(node));
      case "OPERATOR_NOT" -> new Condition.Not(read(node.path("children").path(0)));
      case "OPERATOR_IS_NULL" -> isNull(node);
      case "OPERATOR_IS_NOT_NULL" -> new Condition.Not(isNull(node));
      case "COMPARE_EQUAL" -> compare(node, Operator.EQUAL);
      case "COMPARE_NOTEQUAL" -> compare(node, Operator.NOT_EQUAL);
      case "COMPARE_LESSTHAN" -> compare(node, Operator.LESS);
      case "COMPARE_LESSTHANOREQUALTO" -> compare(node, Operator.LESS_OR_EQUAL);
      case "COMPARE_GREATERTHAN" -> compare(node, Operator.GREATER);
      case "COMPARE_GREATERTHANOREQUALTO" -> compare(node, Operator.GREATER_OR_EQUAL);
      case "COMPARE_BETWEEN" -> between(node);
      case "COMPARE_IN" -> in(node);
      case "FUNCTION" -> contains(node);
      case "SUBQUERY" -> anyOf(node);
      case "VALUE_CONSTANT" -> fixed(node);
      case "VALUE_PARAMETER" -> named(node);
      default -> UNKNOWN;
    };
  }

  private List<Condition> all(JsonNode node) {
    List<Condition> parts = new ArrayList<>();
    node.path("children").forEach(child -> parts.add(read(child)));
    return parts;
  }

  private Condition isNull(JsonNode node) {
    @Nullable String name = name(node.path("children").path(0));
    return name == null ? UNKNOWN : new Condition.IsNull(name);
  }

  private Condition compare(JsonNode node, Operator operator) {
    Condition straight = compare(node.path("left"), operator, node.path("right"));
    return straight instanceof Condition.Unknown
        ? compare(node.path("right"), operator.mirrored(), node.path("left"))
        : straight;
  }

  private Condition compare(JsonNode left, Operator operator, JsonNode right) {
    @Nullable String name = name(left);
    @Nullable Operand operand = name == null ? null : operand(right);
    return operand == null ? UNKNOWN : new Condition.Compare(name, operator, operand);
  }

  private Condition between(JsonNode node) {
    return new Condition.And(
        List.of(
            compare(node.path("input"), Operator.GREATER_OR_EQUAL, node.path("lower")),
            compare(node.path("input"), Operator.LESS_OR_EQUAL, node.path("upper"))));
  }

  private Condition in(JsonNode node) {
    List<Operand> operands = new ArrayList<>();
    @Nullable String name = name(node.path("children").path(0));
    for (int index = 1; index < node.path("children").size(); index++) {
      @Nullable Operand operand = operand(node.path("children").path(index));
      if (operand == null) {
        return UNKNOWN;
      }
      operands.add(operand);
    }
    return name == null ? UNKNOWN : new Condition.In(name, operands, false);
  }

  /** {@code column IN $list} and {@code list_contains($list, column)}. */
  private Condition contains(JsonNode node) {
    if (!Set.of("contains", "list_contains").contains(node.path("function_name").asText())) {
      return UNKNOWN;
    }
    JsonNode arguments = node.path("arguments");
    @Nullable String name = name(arguments.path(1).path("expression"));
    return name != null
            && arguments.size() == 2
            && operand(arguments.path(0).path("expression")) instanceof Operand.Parameter list
        ? new Condition.In(name, List.of(list), true)
        : UNKNOWN;
  }

  /** {@code column = ANY($list)}. */
  private Condition anyOf(JsonNode node) {
    JsonNode query = node.path("subquery").path("node");
    JsonNode items = query.path("select_list");
    JsonNode item = items.path(0);
    boolean unnests =
        node.path("subquery_type").asText().equals("ANY")
            && node.path("comparison_type").asText().equals("COMPARE_EQUAL")
            && query.path("from_table").path("type").asText().equals("EMPTY")
            && !query.has("where_clause")
            && items.size() == 1
            && item.path("function_name").asText().equals("unnest")
            && item.path("arguments").size() == 1;
    @Nullable String name = unnests ? name(node.path("child")) : null;
    return name != null
            && operand(item.path("arguments").path(0).path("expression"))
                instanceof Operand.Parameter list
        ? new Condition.In(name, List.of(list), true)
        : UNKNOWN;
  }

  /** What will stand there speaks of the table only where plain names are the table's. */
  private Condition named(JsonNode node) {
    return column.apply(PLAIN_NAME) == null
        ? UNKNOWN
        : new Condition.Named(node.path("identifier").asText());
  }

  private static Condition fixed(JsonNode node) {
    JsonNode literal = node.path("literal");
    return literal.path("kind").asText().equals("BOOLEAN")
        ? new Condition.Fixed(literal.path("text").asText().equalsIgnoreCase("true"))
        : UNKNOWN;
  }

  private @Nullable String name(JsonNode node) {
    return node.path("type").asText().equals("COLUMN_REF")
        ? column.apply(node.path("column_names"))
        : null;
  }

  private static @Nullable Operand operand(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "VALUE_PARAMETER" -> new Operand.Parameter(node.path("identifier").asText(), null);
      case "VALUE_CONSTANT" -> literal(node.path("literal"));
      case "OPERATOR_CAST" -> cast(node);
      default -> null;
    };
  }

  private static @Nullable Operand literal(JsonNode literal) {
    String text = literal.path("text").asText();
    return switch (literal.path("kind").asText()) {
      case "STRING" -> new Operand.Value(text);
      case "BOOLEAN" -> new Operand.Value(text.equalsIgnoreCase("true"));
      case "INTEGER", "NUMERIC" -> number(text);
      default -> null;
    };
  }

  private static @Nullable Operand number(String text) {
    try {
      BigDecimal number = new BigDecimal(text.replace("_", ""));
      // Digits behind an exponent make a DOUBLE, whose value is the nearest binary one.
      return new Operand.Value(
          text.indexOf('e') >= 0 || text.indexOf('E') >= 0 ? number.doubleValue() : number);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A cast to a date or a time: the text is read when it is compared. */
  private static @Nullable Operand cast(JsonNode node) {
    JsonNode type = node.path("type_expr");
    String name = type.path("type_name").asText().toUpperCase(Locale.ROOT);
    if (node.path("try_cast").asBoolean()
        || !TIMES.contains(name)
        || type.path("qualified_name").path("path").size() > 1) {
      return null;
    }
    return switch (operand(node.path("child"))) {
      case Operand.Value(String text) -> {
        @Nullable Object time = TimeText.cast(text, name);
        yield time == null ? null : new Operand.Value(time);
      }
      case Operand.Parameter(String parameter, String inner) when inner == null ->
          new Operand.Parameter(parameter, name);
      case null, default -> null;
    };
  }
}
