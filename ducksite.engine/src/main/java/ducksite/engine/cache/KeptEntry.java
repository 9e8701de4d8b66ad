package ducksite.engine.cache;

/**
 * An entry in a list.
 *
 * @param info what it is
 * @param usedMillis when it was last used, as far as the disk tells, milliseconds since 1970
 * @param diskBytes what it takes of the disk
 */
public record KeptEntry(EntryInfo info, long usedMillis, long diskBytes) {}
