package ducksite.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As much of a WHERE clause as can be decided without its rows: comparisons of plain columns with
 * constants and parameters, and how they are joined. Whatever else stands there is {@link Unknown}.
 */
public sealed interface Condition {

  /** A comparison of SQL. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** The same comparison with its sides exchanged. */
    public Operator mirrored() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }

  /** What a column is compared with. */
  sealed interface Operand {

    /**
     * A constant.
     *
     * @param value null for NULL; String, BigDecimal, Boolean, or a value of java.time
     */
    record Value(@Nullable Object value) implements Operand {}

    /**
     * A parameter of the query.
     *
     * @param name without the dollar sign
     * @param type what it is cast to, in capitals, null for no cast
     */
    record Parameter(String name, @Nullable String type) implements Operand {}
  }

  /** Something that is not looked into. */
  record Unknown() implements Condition {}

  /** TRUE, FALSE or NULL. */
  record Fixed(@Nullable Boolean value) implements Condition {}

  /**
   * A condition that stands in the place of a parameter and is not known yet.
   *
   * @param parameter without the dollar sign
   */
  record Named(String parameter) implements Condition {}

  /** All of them. */
  record And(List<Condition> parts) implements Condition {}

  /** One of them. */
  record Or(List<Condition> parts) implements Condition {}

  /** Not this. */
  record Not(Condition part) implements Condition {}

  /** A column and an operand. */
  record Compare(String column, Operator operator, Operand operand) implements Condition {}

  /**
   * A column and several operands; a parameter may be a list, and must be one when it stands alone
   * and {@code listOnly} says so.
   */
  record In(String column, List<Operand> operands, boolean listOnly) implements Condition {}

  /** A column without a value. */
  record IsNull(String column) implements Condition {}

  /** Both; what is unknown adds nothing. */
  static Condition and(Condition left, Condition right) {
    if (left instanceof Unknown) {
      return right;
    }
    return right instanceof Unknown ? left : new And(List.of(left, right));
  }

  /** One of these; unknown when one of them is, or when there are none. */
  static Condition any(List<Condition> parts) {
    if (parts.isEmpty() || parts.stream().anyMatch(Unknown.class::isInstance)) {
      return new Unknown();
    }
    return parts.size() == 1 ? parts.getFirst() : new Or(List.copyOf(parts));
  }

  /**
   * The same condition once it is known what stands in the place of parameters.
   *
   * @param named tells the condition of a parameter's name
   */
  static Condition filled(Condition condition, Function<String, Condition> named) {
    return switch (condition) {
      case Named(String parameter) -> named.apply(parameter);
      case And(List<Condition> parts) ->
          new And(parts.stream().map(part -> filled(part, named)).toList());
      case Or(List<Condition> parts) ->
          new Or(parts.stream().map(part -> filled(part, named)).toList());
      case Not(Condition part) -> new Not(filled(part, named));
      case Compare _, In _, IsNull _, Fixed _, Unknown _ -> condition;
    };
  }

  /** The columns that it names, in lower case. */
  static void columns(Condition condition, Set<String> names) {
    switch (condition) {
      case And(List<Condition> parts) -> parts.forEach(part -> columns(part, names));
      case Or(List<Condition> parts) -> parts.forEach(part -> columns(part, names));
      case Not(Condition part) -> columns(part, names);
      case Compare compare -> names.add(compare.column().toLowerCase(Locale.ROOT));
      case In in -> names.add(in.column().toLowerCase(Locale.ROOT));
      case IsNull isNull -> names.add(isNull.column().toLowerCase(Locale.ROOT));
      case Fixed _, Named _, Unknown _ -> {
        // names none
      }
    }
  }

  /** The parameters whose values decide it, as they are written. */
  static List<String> parameters(Condition condition) {
    List<Operand> operands = new ArrayList<>();
    operands(condition, operands);
    return operands.stream()
        .filter(Operand.Parameter.class::isInstance)
        .map(operand -> ((Operand.Parameter) operand).name())
        .distinct()
        .toList();
  }

  private static void operands(Condition condition, List<Operand> found) {
    switch (condition) {
      case And(List<Condition> parts) -> parts.forEach(part -> operands(part, found));
      case Or(List<Condition> parts) -> parts.forEach(part -> operands(part, found));
      case Not(Condition part) -> operands(part, found);
      case Compare compare -> found.add(compare.operand());
      case In in -> found.addAll(in.operands());
      case IsNull _, Fixed _, Named _, Unknown _ -> {
        // compares with nothing
      }
    }
  }
}
