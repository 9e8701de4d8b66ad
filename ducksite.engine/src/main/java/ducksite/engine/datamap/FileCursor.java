package ducksite.engine.datamap;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link FileTable}, moved from file to file without making an object for each.
 * Confined to one thread.
 */
public final class FileCursor {

  static final int SAME_SOURCE = 1;
  static final int SAME_FILTER = 2;
  static final int HAS_FILTER = 4;
  static final int HAS_VERSION = 8;
  static final int IS_LINK = 16;
  static final int SAME_SCHEMA = 32;
  static final int HAS_PARTITIONS = 64;

  private final FileTable table;
  private final PackedReader in = new PackedReader(new byte[0]);
  private int next;
  private final int end;
  private byte[] key = new byte[256];
  private int keyLength;
  private byte[] location = new byte[256];
  private int locationLength;
  private String source = "";
  private @Nullable String filter;
  private @Nullable String version;
  private long size;
  private long modified;
  private long changed;
  private long inode;
  private long rows;
  private long schema;
  private boolean link;
  private Map<String, String> partitions = Map.of();

  /** Stands before the file of an ordinal; its block is read from the start. */
  FileCursor(FileTable table, int from, int end) {
    this.table = table;
    this.end = end;
    this.next = from & -FileTable.BLOCK;
    if (next < table.size()) {
      in.open(table.block(next / FileTable.BLOCK));
    }
    while (next < from) {
      read();
    }
  }

  /** Moves to the next file; false behind the last. */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    read();
    return true;
  }

  private void read() {
    if (next % FileTable.BLOCK == 0) {
      in.open(table.block(next / FileTable.BLOCK));
      keyLength = 0;
      locationLength = 0;
      modified = 0;
      inode = 0;
      schema = 0;
    }
    next++;
    int shared = in.size();
    int rest = in.size();
    key = grown(key, shared + rest);
    in.copy(rest, key, shared);
    keyLength = shared + rest;
    int flags = in.next();
    int prefix = in.size();
    int suffix = in.size();
    int middle = in.size();
    location = grown(location, prefix + middle + suffix);
    in.copy(middle, location, prefix);
    System.arraycopy(key, keyLength - suffix, location, prefix + middle, suffix);
    locationLength = prefix + middle + suffix;
    size = in.number();
    modified += in.signed();
    changed = modified + in.signed();
    inode += in.signed();
    rows = in.signed();
    if ((flags & SAME_SCHEMA) == 0) {
      schema = in.fixed();
    }
    if ((flags & SAME_SOURCE) == 0) {
      source = string(in.text());
    }
    if ((flags & SAME_FILTER) == 0) {
      filter = (flags & HAS_FILTER) == 0 ? null : string(in.text());
    }
    version = (flags & HAS_VERSION) == 0 ? null : string(in.text());
    link = (flags & IS_LINK) != 0;
    partitions = (flags & HAS_PARTITIONS) == 0 ? Map.of() : readPartitions();
  }

  private Map<String, String> readPartitions() {
    Map<String, String> values = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      values.put(string(in.text()), string(in.text()));
    }
    return values;
  }

  private static byte[] grown(byte[] bytes, int size) {
    return bytes.length >= size ? bytes : Arrays.copyOf(bytes, size * 2);
  }

  private static String string(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The place of the file in its table. */
  public int ordinal() {
    return next - 1;
  }

  /** Whether a file is this one or a few behind it, so that reading on is the shortest way. */
  boolean isNear(int ordinal) {
    return ordinal >= ordinal() && ordinal - ordinal() <= FileTable.BLOCK;
  }

  /** The source's name. */
  public String source() {
    return source;
  }

  /** The predicate of the file alone. */
  public @Nullable String rowFilter() {
    return filter;
  }

  /** The producer's version text. */
  public @Nullable String version() {
    return version;
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  /** The schema's number, 0 while unknown. */
  public long schema() {
    return schema;
  }

  /** Rows, -1 while unknown. */
  public long rows() {
    return rows;
  }

  /** Whether the location is a symbolic link. */
  public boolean isLink() {
    return link;
  }

  /** The values that the file's producer says are constant in it, by column. */
  public Map<String, String> partitions() {
    return partitions;
  }

  /** The path that clients use. */
  public String httpPath() {
    return new String(key, 0, keyLength, StandardCharsets.UTF_8);
  }

  /** The absolute path of the bytes. */
  public String location() {
    return new String(location, 0, locationLength, StandardCharsets.UTF_8);
  }

  /** Whether the location holds a character, one of ASCII. */
  boolean locationHas(char character) {
    return has(location, locationLength, character);
  }

  /** Whether the path that clients use holds a character, one of ASCII. */
  boolean keyHas(char character) {
    return has(key, keyLength, character);
  }

  private static boolean has(byte[] bytes, int length, char character) {
    for (int index = 0; index < length; index++) {
      if (bytes[index] == character) {
        return true;
      }
    }
    return false;
  }

  /** Length of the location's folder, in bytes. */
  int folderLength() {
    int index = locationLength - 1;
    while (index > 0 && location[index] != '/') {
      index--;
    }
    return index;
  }

  /** Whether the folder is the one of these bytes. */
  boolean isIn(byte[] folder) {
    return folderLength() == folder.length
        && Arrays.equals(location, 0, folder.length, folder, 0, folder.length);
  }

  byte[] folder() {
    return Arrays.copyOf(location, folderLength());
  }

  int compareKey(byte[] other) {
    return Arrays.compareUnsigned(key, 0, keyLength, other, 0, other.length);
  }

  int compareKey(FileCursor other) {
    return Arrays.compareUnsigned(key, 0, keyLength, other.key, 0, other.keyLength);
  }

  /** How the content is recognised. */
  public FileIdentity identity() {
    return new FileIdentity(size, modified, changed, inode);
  }

  /** Adds all that is known of the file. */
  void addTo(Digest digest) {
    digest.add(key, keyLength).add(location, locationLength);
    digest.add(size).add(modified).add(changed).add(inode).add(rows).add(schema);
    digest.add(String.valueOf(filter)).add(String.valueOf(version));
    partitions.forEach((column, value) -> digest.add(column).add(value));
  }

  /** The file as an object of its own. */
  public MappedFile file() {
    return new MappedFile(
        source,
        httpPath(),
        Path.of(location()),
        filter,
        identity(),
        version,
        new FileFacts(rows, schema, link),
        partitions);
  }
}
