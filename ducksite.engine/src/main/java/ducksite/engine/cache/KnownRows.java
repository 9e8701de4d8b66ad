package ducksite.engine.cache;

/**
 * Rows that will be an entry in a moment.
 *
 * @param entry the entry
 * @param queueNanos time that the query waited
 * @param queryNanos time that the query ran
 */
public record KnownRows(EntryName entry, long queueNanos, long queryNanos) {}
