package ducksite.engine.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's mistakes in one request, gathered so that one answer tells all of them. Confined to
 * one thread.
 */
final class Mistakes {

  private final List<RouteException> found = new ArrayList<>();

  /** A step of reading a request. */
  @FunctionalInterface
  interface Step<T> {
    @Nullable T run() throws RouteException;
  }

  /**
   * What a step reads; null when it meets a mistake of the client's.
   *
   * @throws RouteException what is no such mistake, and is told alone
   */
  <T> @Nullable T in(Step<T> step) throws RouteException {
    try {
      return step.run();
    } catch (RouteException e) {
      if (e.kind() != RouteException.Kind.MISSING_PARAMETER
          && e.kind() != RouteException.Kind.INVALID_PARAMETER) {
        throw e;
      }
      found.add(e);
      return null;
    }
  }

  /**
   * Ends the gathering.
   *
   * @throws RouteException when there was a mistake
   */
  void check() throws RouteException {
    if (found.size() == 1) {
      throw found.getFirst();
    }
    if (!found.isEmpty()) {
      throw RouteException.several(found);
    }
  }
}
