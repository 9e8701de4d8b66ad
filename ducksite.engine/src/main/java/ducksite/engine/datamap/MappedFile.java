package ducksite.engine.datamap;

import ducksite.engine.store.StoredFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of the site: what clients call it, where it is, and the predicate that holds for
 * it.
 *
 * @param source the file source's name, or empty for a source without one
 * @param httpPath {@code data/…}
 * @param location absolute path of the bytes
 * @param rowFilter predicate of this file alone, null for none
 * @param identity how its content is recognised
 * @param version the producer's version text, null when it gave none
 * @param rows rows as its footer tells
 */
public record MappedFile(
    String source,
    String httpPath,
    Path location,
    @Nullable String rowFilter,
    FileIdentity identity,
    @Nullable String version,
    long rows) {

  MappedFile withRowFilter(String predicate) {
    return new MappedFile(source, httpPath, location, predicate, identity, version, rows);
  }

  StoredFile stored() {
    return new StoredFile(
        source,
        httpPath,
        location.toString(),
        rowFilter,
        identity.size(),
        identity.modifiedNanos(),
        identity.changedNanos(),
        identity.inode(),
        version,
        rows);
  }

  static MappedFile of(StoredFile file) {
    FileIdentity identity =
        new FileIdentity(file.size(), file.modifiedNanos(), file.changedNanos(), file.inode());
    return new MappedFile(
        file.shard(),
        file.httpPath(),
        Path.of(file.location()),
        file.rowFilter(),
        identity,
        file.version(),
        file.rows());
  }
}
