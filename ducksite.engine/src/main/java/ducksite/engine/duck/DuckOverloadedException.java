package ducksite.engine.duck;

/**
 * All connections of an instance are busy and its queue is full. The query has not been started.
 */
public final class DuckOverloadedException extends DuckException {

  private static final long serialVersionUID = 1L;

  DuckOverloadedException(int connections, int queue) {
    super(
        Kind.OVERLOADED,
        "all "
            + connections
            + " connections are busy and "
            + queue
            + " queries wait already; try again later");
  }
}
