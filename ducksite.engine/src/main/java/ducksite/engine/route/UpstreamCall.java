package ducksite.engine.route;

import ducksite.engine.duck.ParquetTypes;
import ducksite.engine.sql.SqlText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One route that another reads, and what it is asked. An argument is the text that a client would
 * write behind {@code ?name=}, so that a call answers what the same request answers. Immutable.
 *
 * @param alias name of the table in the SQL
 * @param route the route that is read
 * @param arguments what is passed, by the parameter of the route that is read
 */
record UpstreamCall(String alias, Route route, Map<String, Argument> arguments) {

  UpstreamCall {
    arguments = Map.copyOf(arguments);
  }

  /** What a parameter of the route that is read gets. */
  sealed interface Argument {

    /** Always the same. */
    record Literal(List<String> texts) implements Argument {}

    /** The value of a parameter of the caller. */
    record Parameter(String name) implements Argument {}
  }

  /** The columns of the call as a table without rows. */
  String emptyTable() {
    return SqlText.identifier(alias) + " AS (" + ParquetTypes.empty(route.columns()) + ")";
  }

  /** The query of a call; a parameter of the caller without a value passes nothing. */
  Map<String, List<String>> query(Map<String, Object> values) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    arguments.forEach(
        (name, argument) -> {
          List<String> texts =
              switch (argument) {
                case Argument.Literal(List<String> literal) -> literal;
                case Argument.Parameter(String parameter) -> texts(values.get(parameter));
              };
          if (!texts.isEmpty()) {
            query.put(name, texts);
          }
        });
    return query;
  }

  /** A failed call as its caller's failure: parameters are the caller's, as clients know them. */
  RouteException ofCaller(RouteException told) {
    // Of several mistakes the first is enough: a caller's author mends one after the other.
    RouteException failure = told.first();
    String name = failure.parameter();
    if (name == null) {
      return failure;
    }
    return arguments.get(name) instanceof Argument.Parameter(String own)
        ? failure.named(own)
        : new RouteException(
            failure.kind() == RouteException.Kind.FORBIDDEN
                ? RouteException.Kind.FORBIDDEN
                : RouteException.Kind.EXECUTION_FAILED,
            "A route that this one reads cannot be asked like this",
            null,
            null,
            failure);
  }

  /** A value as a client writes it; none for null and for what is no value. */
  static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().flatMap(item -> texts(item).stream()).toList();
      case String text -> List.of(text);
      case Boolean _, Number _, LocalDate _, LocalDateTime _, LocalTime _, OffsetDateTime _ ->
          List.of(value.toString());
      default -> List.of();
    };
  }
}
