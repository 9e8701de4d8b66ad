package ducksite.engine.route;

/** The failure of a route that another one reads, on its way through the cache. */
final class UpstreamFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RouteException failure;

  UpstreamFailedException(RouteException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  RouteException failure() {
    return failure;
  }
}
