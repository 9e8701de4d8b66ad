package ducksite.engine.datamap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Packs files that come in the order of their paths. Confined to one thread. */
public final class FileTableBuilder {

  private final List<byte[]> blocks = new ArrayList<>();
  private final PackedWriter out = new PackedWriter();
  private int size;
  private byte[] lastKey = new byte[0];
  private byte[] lastLocation = new byte[0];
  private String lastSource = "";
  private @Nullable String lastFilter;
  private long lastModified;
  private long lastInode;
  private long lastSchema;

  /**
   * Adds a file.
   *
   * @throws IllegalArgumentException when its path is not behind the one before
   */
  public void add(MappedFile file) {
    add(
        file.source(),
        file.httpPath(),
        file.location().toString(),
        file.rowFilter(),
        file.identity(),
        file.version(),
        file.facts(),
        file.partitions());
  }

  void add(FileCursor file) {
    add(
        file.source(),
        file.httpPath(),
        file.location(),
        file.rowFilter(),
        file.identity(),
        file.version(),
        new FileFacts(file.rows(), file.schema(), file.isLink()),
        file.partitions());
  }

  /** Whether a path comes behind all so far. */
  boolean isNext(String httpPath) {
    return size == 0 || Arrays.compareUnsigned(lastKey, FileTable.key(httpPath)) < 0;
  }

  void add(
      String source,
      String httpPath,
      String path,
      @Nullable String filter,
      FileIdentity identity,
      @Nullable String version,
      FileFacts facts,
      Map<String, String> partitions) {
    byte[] key = FileTable.key(httpPath);
    if (size > 0 && Arrays.compareUnsigned(lastKey, key) >= 0) {
      throw new IllegalArgumentException("'" + httpPath + "' does not come behind the file before");
    }
    boolean first = size % FileTable.BLOCK == 0;
    if (first) {
      startBlock();
    }
    size++;
    byte[] location = path.getBytes(StandardCharsets.UTF_8);
    int shared = first ? 0 : common(lastKey, key);
    out.number(shared);
    out.text(key, shared, key.length);
    boolean sameSource = !first && source.equals(lastSource);
    boolean sameFilter = !first && Objects.equals(filter, lastFilter);
    boolean sameSchema = !first && facts.schema() == lastSchema;
    out.put(
        (sameSource ? FileCursor.SAME_SOURCE : 0)
            | (sameFilter ? FileCursor.SAME_FILTER : 0)
            | (filter == null ? 0 : FileCursor.HAS_FILTER)
            | (version == null ? 0 : FileCursor.HAS_VERSION)
            | (partitions.isEmpty() ? 0 : FileCursor.HAS_PARTITIONS)
            | (facts.isLink() ? FileCursor.IS_LINK : 0)
            | (sameSchema ? FileCursor.SAME_SCHEMA : 0));
    location(key, location);
    out.number(identity.size());
    out.signed(identity.modifiedNanos() - lastModified);
    out.signed(identity.changedNanos() - identity.modifiedNanos());
    out.signed(identity.inode() - lastInode);
    out.signed(facts.rows());
    if (!sameSchema) {
      out.fixed(facts.schema());
    }
    if (!sameSource) {
      out.text(source.getBytes(StandardCharsets.UTF_8));
    }
    if (!sameFilter && filter != null) {
      out.text(filter.getBytes(StandardCharsets.UTF_8));
    }
    if (version != null) {
      out.text(version.getBytes(StandardCharsets.UTF_8));
    }
    if (!partitions.isEmpty()) {
      out.number(partitions.size());
      new TreeMap<>(partitions)
          .forEach(
              (column, value) -> {
                out.text(column.getBytes(StandardCharsets.UTF_8));
                out.text(value.getBytes(StandardCharsets.UTF_8));
              });
    }
    lastKey = key;
    lastLocation = location;
    lastSource = source;
    lastFilter = filter;
    lastModified = identity.modifiedNanos();
    lastInode = identity.inode();
    lastSchema = facts.schema();
  }

  /** What the location shares with the one before stands in front, what with the path behind. */
  private void location(byte[] key, byte[] location) {
    int prefix = common(lastLocation, location);
    int suffix = 0;
    while (suffix < key.length
        && suffix < location.length - prefix
        && key[key.length - 1 - suffix] == location[location.length - 1 - suffix]) {
      suffix++;
    }
    out.number(prefix);
    out.number(suffix);
    out.text(location, prefix, location.length - suffix);
  }

  private void startBlock() {
    if (out.length() > 0) {
      blocks.add(out.take());
    }
    lastLocation = new byte[0];
    lastModified = 0;
    lastInode = 0;
  }

  private static int common(byte[] left, byte[] right) {
    int mismatch = Arrays.mismatch(left, right);
    return mismatch < 0 ? left.length : mismatch;
  }

  /** The table; nothing can be added any more. */
  public FileTable build() {
    if (out.length() > 0) {
      blocks.add(out.take());
    }
    return new FileTable(blocks.toArray(byte[][]::new), size);
  }
}
