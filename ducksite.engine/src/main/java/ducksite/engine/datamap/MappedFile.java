package ducksite.engine.datamap;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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
 * @param facts what a look into it has told
 * @param partitions the values that its producer says are constant in it, by column
 */
public record MappedFile(
    String source,
    String httpPath,
    Path location,
    @Nullable String rowFilter,
    FileIdentity identity,
    @Nullable String version,
    FileFacts facts,
    Map<String, String> partitions) {

  /** A file with its own copy of the values. */
  public MappedFile {
    partitions =
        partitions.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(partitions));
  }

  /** A file whose producer says nothing of values. */
  public MappedFile(
      String source,
      String httpPath,
      Path location,
      @Nullable String rowFilter,
      FileIdentity identity,
      @Nullable String version,
      FileFacts facts) {
    this(source, httpPath, location, rowFilter, identity, version, facts, Map.of());
  }

  MappedFile withRowFilter(@Nullable String predicate) {
    return new MappedFile(
        source, httpPath, location, predicate, identity, version, facts, partitions);
  }

  /** Rows as its footer tells; -1 while unknown. */
  public long rows() {
    return facts.rows();
  }
}
