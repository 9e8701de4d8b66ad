package ducksite.engine.route;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request that a route cannot answer. The detail and the hint may be shown to the client; the
 * cause may not.
 */
public final class RouteException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int MOST_DETAILS = 5;

  /** What went wrong, as far as the answer's status depends on it. */
  public enum Kind {
    /** There is no such route. */
    NOT_FOUND,
    /** A required parameter has no value. */
    MISSING_PARAMETER,
    /** A value is not of its parameter's type, or was refused by a preprocessor. */
    INVALID_PARAMETER,
    /** A value cannot become part of the SQL. */
    INVALID_TEMPLATE,
    /** The user's roles do not suffice. */
    FORBIDDEN,
    /** No known format fits what the client accepts. */
    NOT_ACCEPTABLE,
    /** A plugin failed. */
    PLUGIN_FAILED,
    /** A plugin was too slow. */
    PLUGIN_TIMEOUT,
    /** The query was too slow. */
    TIMEOUT,
    /** Too much is going on. */
    OVERLOADED,
    /** The files of the query changed while its answer was on its way. */
    CHANGED,
    /** The client has gone. */
    CANCELLED,
    /** The query failed. */
    EXECUTION_FAILED
  }

  /** What is wrong with one parameter. */
  public record Fault(String parameter, String detail) {}

  private final Kind kind;
  private final @Nullable String parameter;
  private final @Nullable String hint;

  /** Not serialized: whoever reads it has caught the exception here. */
  private final transient List<Fault> faults;

  RouteException(
      Kind kind,
      String detail,
      @Nullable String hint,
      @Nullable String parameter,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.kind = kind;
    this.hint = hint;
    this.parameter = parameter;
    this.faults = parameter == null ? List.of() : List.of(new Fault(parameter, detail));
  }

  private RouteException(RouteException first, String detail, List<Fault> faults) {
    super(detail, first);
    this.kind = first.kind;
    this.hint = first.hint;
    this.parameter = null;
    this.faults = faults;
  }

  /** Several mistakes as one; of the first kind. */
  static RouteException several(List<RouteException> mistakes) {
    List<Fault> faults = mistakes.stream().flatMap(each -> each.faults().stream()).toList();
    String detail =
        mistakes.stream()
            .map(Throwable::getMessage)
            .limit(MOST_DETAILS)
            .collect(Collectors.joining("; "));
    return new RouteException(
        mistakes.getFirst(), mistakes.size() > MOST_DETAILS ? detail + "; …" : detail, faults);
  }

  static RouteException invalid(String parameter, String detail) {
    return refused(
        parameter, detail, "Verify the value is formatted as documented (e.g. integer, boolean).");
  }

  static RouteException refused(String parameter, String detail, String hint) {
    return new RouteException(Kind.INVALID_PARAMETER, detail, hint, parameter, null);
  }

  /** A value that cannot become SQL; the parameter is empty when it is not known which one. */
  static RouteException template(String parameter, String why) {
    return template(parameter, why, null);
  }

  /** The same with what only the author may know. */
  static RouteException template(String parameter, String why, @Nullable Throwable cause) {
    return new RouteException(
        Kind.INVALID_TEMPLATE,
        parameter.isEmpty() ? why : "Parameter '" + parameter + "': " + why,
        "Use a value as documented for this parameter.",
        parameter.isEmpty() ? null : parameter,
        cause);
  }

  /** There is no route of an id. */
  public static RouteException notFound(String id) {
    return new RouteException(Kind.NOT_FOUND, "Route '" + id + "' not found", null, null, null);
  }

  /** A user has none of a route's roles. */
  public static RouteException roleNeeded(String id) {
    return new RouteException(Kind.FORBIDDEN, "Route '" + id + "' needs a role", null, null, null);
  }

  static RouteException forbidden(String parameter) {
    return new RouteException(
        Kind.FORBIDDEN, "Parameter '" + parameter + "' needs a role", null, parameter, null);
  }

  static RouteException missing(String parameter) {
    return new RouteException(
        Kind.MISSING_PARAMETER,
        "Missing required parameter '" + parameter + "'",
        "Ensure the query string includes the documented parameter name.",
        parameter,
        null);
  }

  /** A request that has no address lacks a part of it. */
  static RouteException missingInPath(String parameter, String path) {
    return new RouteException(
        Kind.MISSING_PARAMETER,
        "Missing required parameter '" + parameter + "', a part of the path " + path,
        "Give it a value by its name.",
        parameter,
        null);
  }

  /** The same failure, told of another parameter: the one that its caller knows. */
  RouteException named(String other) {
    return new RouteException(
        kind,
        getMessage().replace("'" + parameter + "'", "'" + other + "'"),
        hint,
        other,
        getCause());
  }

  /** The same failure of another request. */
  RouteException again() {
    return parameter == null
        ? new RouteException(kind, getMessage(), hint, null, getCause())
        : named(parameter);
  }

  /** The failure's name, stable, as clients get it. */
  public String code() {
    return switch (kind) {
      case NOT_FOUND -> "not_found";
      case MISSING_PARAMETER -> "missing_parameter";
      case INVALID_PARAMETER -> "invalid_parameter";
      case INVALID_TEMPLATE -> "invalid_template";
      case FORBIDDEN -> "forbidden";
      case NOT_ACCEPTABLE -> "not_acceptable";
      case PLUGIN_FAILED -> "plugin_failed";
      case PLUGIN_TIMEOUT -> "plugin_timeout";
      case TIMEOUT -> "timeout";
      case OVERLOADED, CHANGED, CANCELLED -> "overloaded";
      case EXECUTION_FAILED -> "route_execution_error";
    };
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The first of several mistakes, or this one. */
  RouteException first() {
    return faults.size() > 1 && getCause() instanceof RouteException first ? first : this;
  }

  /** What is wrong with each parameter, in the order of their declaration; empty for none. */
  public List<Fault> faults() {
    return faults;
  }

  /** The parameter at fault, null when it is none, or more than one. */
  public @Nullable String parameter() {
    return parameter;
  }

  /** What the client can do, null when nothing. */
  public @Nullable String hint() {
    return hint;
  }
}
