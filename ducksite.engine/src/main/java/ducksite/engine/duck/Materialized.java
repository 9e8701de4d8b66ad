package ducksite.engine.duck;

/**
 * A result that has become a file.
 *
 * @param rows rows written
 * @param queueNanos time that the query waited for a connection
 * @param queryNanos time that it ran, the writing included unless the rows were read before it
 */
public record Materialized(long rows, long queueNanos, long queryNanos) {}
