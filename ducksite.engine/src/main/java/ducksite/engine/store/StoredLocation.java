package ducksite.engine.store;

/**
 * One row of the table {@code proxied} of a stored data map: a file that stays where it is.
 *
 * @param shard the file source's name, or empty for a source without one
 * @param httpPath {@code data/…}, unique
 * @param location URI of the bytes
 */
public record StoredLocation(String shard, String httpPath, String location) {}
