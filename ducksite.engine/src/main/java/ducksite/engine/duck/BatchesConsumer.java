package ducksite.engine.duck;

import java.io.IOException;

/**
 * Takes a query's result. Called once, on the thread that runs the query; the result is valid
 * inside the call.
 */
@FunctionalInterface
public interface BatchesConsumer<T> {

  /**
   * Reads what it wants of a result. It may stop early.
   *
   * @throws IOException passed on to whoever started the query
   */
  T consume(ArrowBatches batches) throws IOException;
}
