package ducksite.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * One row of a stored data map.
 *
 * @param shard the file source's name, or empty for a source without one
 * @param httpPath {@code data/…}, unique
 * @param location absolute path of the bytes
 * @param rowFilter SQL predicate of this file alone, null for none
 * @param size bytes
 * @param modifiedNanos modification time, nanoseconds since 1970
 * @param changedNanos inode change time, nanoseconds since 1970
 * @param inode inode number
 * @param version the producer's version text, null when it gave none
 * @param rows rows in the file as its footer tells, -1 when nobody has looked
 */
public record StoredFile(
    String shard,
    String httpPath,
    String location,
    @Nullable String rowFilter,
    long size,
    long modifiedNanos,
    long changedNanos,
    long inode,
    @Nullable String version,
    long rows) {}
