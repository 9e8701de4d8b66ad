package ducksite.engine.route;

/**
 * Where the time of an answer went, in nanoseconds.
 *
 * @param source {@code live}, {@code miss}, {@code disk}, {@code stale}, {@code superset} or {@code
 *     shards}
 * @param queue waiting for a connection
 * @param cache looking entries up and, for those who did not cause a population, waiting for it
 * @param query running the SQL; -1 while it goes on
 * @param render reading rows and encoding them; -1 while it goes on
 */
public record RouteTiming(String source, long queue, long cache, long query, long render) {

  RouteTiming rendered(long nanos) {
    return new RouteTiming(source, queue, cache, query, nanos);
  }
}
