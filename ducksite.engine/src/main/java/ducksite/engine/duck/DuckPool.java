package ducksite.engine.duck;

/**
 * How many queries an instance runs and keeps waiting.
 *
 * @param connections queries at once, each on a platform thread of its own
 * @param queue queries that wait for one; the next is refused
 */
public record DuckPool(int connections, int queue) {

  public DuckPool {
    if (connections < 1 || queue < 0) {
      throw new IllegalArgumentException(
          "a pool cannot have " + connections + " connections and a queue of " + queue);
    }
  }
}
