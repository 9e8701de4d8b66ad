package ducksite.engine.route;

import ducksite.engine.duck.DuckException;
import java.util.Optional;

/** What failures of the engine are to those who asked. */
final class Failures {

  private Failures() {}

  static RouteException of(DuckException failure, RoutePlan plan) {
    Optional<RouteException> clients = ValueFaults.of(failure, plan);
    if (clients.isPresent()) {
      return clients.get();
    }
    DuckException cause = withheld(failure, plan);
    return switch (cause.kind()) {
      case TIMEOUT -> tooSlow(cause);
      case OVERLOADED ->
          new RouteException(
              RouteException.Kind.OVERLOADED,
              "The server is busy",
              "Try again in a moment.",
              null,
              cause);
      case CANCELLED -> gone(cause);
      case OUT_OF_MEMORY, FAILED ->
          new RouteException(
              RouteException.Kind.EXECUTION_FAILED,
              "The query of this route failed",
              null,
              null,
              cause);
    };
  }

  /** A failure as it may be told: of a query with secrets, only what kind it is. */
  static DuckException withheld(DuckException failure, RoutePlan plan) {
    return isSecret(plan) ? failure.withheld() : failure;
  }

  /** Whether the query, or one that it reads, has secrets. */
  static boolean isSecret(RoutePlan plan) {
    return !plan.query().secrets().isEmpty() || plan.upstreams().areSecret();
  }

  static RouteException tooSlow(Exception cause) {
    return new RouteException(
        RouteException.Kind.TIMEOUT,
        "The query took too long",
        "Ask for less, or later.",
        null,
        cause);
  }

  static RouteException changed() {
    return new RouteException(
        RouteException.Kind.CHANGED,
        "The data changed while it was read",
        "Try again in a moment.",
        null,
        null);
  }

  static RouteException gone(RuntimeException cause) {
    return new RouteException(
        RouteException.Kind.CANCELLED, "The client has gone", null, null, cause);
  }
}
