package ducksite.engine.duck;

import ducksite.api.render.ResultBatches;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * A query result as Arrow vectors. Types that Arrow cannot hold have been converted by DuckDB:
 * enums, bit strings, UHUGEINT, BIGNUM and TIME WITH TIME ZONE are text, VARIANT is JSON; {@code
 * sqlType} still names the original.
 */
public interface ArrowBatches extends ResultBatches {

  /**
   * The current batch. Its schema is known before the first one; it is another object after each
   * {@link #next()}.
   */
  VectorSchemaRoot root();

  /** Rows of all batches so far, those of the current one included. */
  long delivered();

  /** Dictionaries of encoded vectors; enums come as plain text, so none is in use. */
  DictionaryProvider dictionaries();
}
