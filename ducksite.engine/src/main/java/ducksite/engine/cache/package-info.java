/** Answers that need not be made again: encoded bytes in memory, bounded, by entity tag. */
package ducksite.engine.cache;
