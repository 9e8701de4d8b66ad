/**
 * Answers that need not be made again. On disk one Parquet file per entry, published by its
 * description, checked before it is read; in memory the encoded bytes of answers. Concurrent misses
 * of one key share one population. What an entry means, its key, its SQL and its filters, belongs
 * to those who ask.
 */
package ducksite.engine.cache;
