package ducksite.engine.cache;

/**
 * Which entry of an id is meant: the one that is there, or will be in a moment.
 *
 * @param id digest of the key, hexadecimal
 * @param file name of the Parquet file
 * @param createdMillis when its making began, milliseconds since 1970
 */
public record EntryName(String id, String file, long createdMillis) {}
