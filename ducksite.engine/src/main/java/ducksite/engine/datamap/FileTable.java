package ducksite.engine.datamap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Files sorted by their HTTP path, packed: sixteen to a block, each as its difference to the one
 * before, so that a file costs a few tens of bytes and look-up is a binary search over the blocks.
 * Paths are compared as bytes of UTF-8. Immutable.
 */
public final class FileTable {

  static final int BLOCK = 16;

  /** Blocks that one stored part holds. */
  private static final int PART_BLOCKS = 4096;

  private final byte[][] blocks;
  private final int size;
  private final Map<String, String> digests;
  private volatile int @Nullable [] runs;
  private volatile @Nullable Map<String, FileList> bySource;

  FileTable(byte[][] blocks, int size) {
    this(blocks, size, Map.of());
  }

  private FileTable(byte[][] blocks, int size, Map<String, String> digests) {
    this.blocks = blocks;
    this.size = size;
    this.digests = digests;
  }

  /** A table of files in any order; of those with the same path the first is taken. */
  public static FileTable of(Collection<MappedFile> files) {
    Map<byte[], MappedFile> sorted = new TreeMap<>(Arrays::compareUnsigned);
    files.forEach(file -> sorted.putIfAbsent(key(file.httpPath()), file));
    FileTableBuilder builder = new FileTableBuilder();
    sorted.values().forEach(builder::add);
    return builder.build();
  }

  static byte[] key(String httpPath) {
    return httpPath.getBytes(StandardCharsets.UTF_8);
  }

  /** Number of files. */
  public int size() {
    return size;
  }

  byte[] block(int index) {
    return blocks[index];
  }

  /** The file of a path. */
  public Optional<MappedFile> find(String httpPath) {
    return Optional.ofNullable(at(httpPath)).map(FileCursor::file);
  }

  /** A cursor at the file of a path, null when there is none. */
  @Nullable FileCursor at(String httpPath) {
    byte[] key = key(httpPath);
    int at = lowerBound(key);
    if (at >= size) {
      return null;
    }
    FileCursor cursor = cursorAt(at);
    return cursor.compareKey(key) == 0 ? cursor : null;
  }

  /**
   * The files of both tables.
   *
   * @param twice told, with this table's file first, where both have a path; this table's is taken
   */
  FileTable and(FileTable other, BiConsumer<FileCursor, FileCursor> twice) {
    if (size == 0 || other.size == 0) {
      return size == 0 ? other : this;
    }
    FileTableBuilder merged = new FileTableBuilder();
    FileCursor left = cursor();
    FileCursor right = other.cursor();
    boolean more = left.next();
    boolean others = right.next();
    while (more || others) {
      int order = !others ? -1 : !more ? 1 : left.compareKey(right);
      if (order <= 0) {
        merged.add(left);
        if (order == 0) {
          twice.accept(left, right);
          others = right.next();
        }
        more = left.next();
      } else {
        merged.add(right);
        others = right.next();
      }
    }
    return merged.build();
  }

  /** The files of other sources than these. */
  FileTable without(Set<String> sources) {
    FileTableBuilder others = new FileTableBuilder();
    FileCursor file = cursor();
    while (file.next()) {
      if (!sources.contains(file.source())) {
        others.add(file);
      }
    }
    return others.build();
  }

  /** The ordinal of the first file whose path is not below a key. */
  int lowerBound(byte[] key) {
    PackedReader reader = new PackedReader(new byte[0]);
    int low = 0;
    int high = blocks.length - 1;
    int block = -1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      reader.open(blocks[middle]);
      reader.size();
      if (reader.compareText(key) <= 0) {
        block = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (block < 0) {
      return 0;
    }
    int end = Math.min(size, (block + 1) * BLOCK);
    FileCursor cursor = new FileCursor(this, block * BLOCK, end);
    while (cursor.next()) {
      if (cursor.compareKey(key) >= 0) {
        return cursor.ordinal();
      }
    }
    return end;
  }

  /** The files whose paths match a pattern; only those below its base are looked at. */
  FileList matching(Glob glob) {
    String base = glob.base().isEmpty() ? "" : glob.base() + "/";
    int from = lowerBound(key(base));
    int[] found = new int[16];
    int count = 0;
    FileCursor cursor = new FileCursor(this, from, size);
    while (cursor.next()) {
      String path = cursor.httpPath();
      if (!path.startsWith(base)) {
        break;
      }
      if (glob.matches(path)) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = cursor.ordinal();
      }
    }
    return new FileList(this, Arrays.copyOf(found, count));
  }

  /** All files, one after the other. */
  public FileCursor cursor() {
    return new FileCursor(this, 0, size);
  }

  FileCursor cursorAt(int ordinal) {
    FileCursor cursor = new FileCursor(this, ordinal, size);
    cursor.next();
    return cursor;
  }

  /** A cursor at the file of an ordinal: the given one where reading on is the shortest way. */
  FileCursor moved(@Nullable FileCursor cursor, int ordinal) {
    if (cursor == null || !cursor.isNear(ordinal)) {
      return cursorAt(ordinal);
    }
    while (cursor.ordinal() < ordinal) {
      cursor.next();
    }
    return cursor;
  }

  /**
   * Where runs begin: neighbours whose source, folder, filter and schema are the same, and whether
   * their two paths have an equals sign. A link is a run of its own.
   */
  int[] runs() {
    int @Nullable [] known = runs;
    if (known == null) {
      known = FileRuns.of(this);
      runs = known;
    }
    return known;
  }

  /** The ordinal behind the run that a file belongs to. */
  int endOfRun(int ordinal) {
    int[] starts = runs();
    int found = Arrays.binarySearch(starts, ordinal);
    int next = found < 0 ? -found - 1 : found + 1;
    return next == starts.length ? size : starts[next];
  }

  /** All files as a list that holds none of them. */
  public FileList list() {
    return new FileList(this, null);
  }

  /** The files of each source, by its name. */
  public Map<String, FileList> bySource() {
    @Nullable Map<String, FileList> known = bySource;
    if (known == null) {
      Map<String, FileList> lists = list().by(FileCursor::source);
      lists.replaceAll((name, files) -> files.withDigest(digests.get(name)));
      known = Collections.unmodifiableMap(lists);
      bySource = known;
    }
    return known;
  }

  /** The bytes that the files take in memory. */
  public long bytes() {
    return Arrays.stream(blocks).mapToLong(block -> block.length + 16L).sum();
  }

  /** Whether another table has the same files, told in the same way. */
  public boolean sameAs(FileTable other) {
    return size == other.size && Arrays.deepEquals(blocks, other.blocks);
  }

  /** The packed form in parts of some megabytes, as {@link #ofParts} takes them. */
  public List<byte[]> parts() {
    List<byte[]> parts = new ArrayList<>();
    PackedWriter out = new PackedWriter();
    for (int start = 0; start < blocks.length; start += PART_BLOCKS) {
      int end = Math.min(blocks.length, start + PART_BLOCKS);
      out.number(Math.min(size, end * BLOCK) - start * BLOCK);
      for (int index = start; index < end; index++) {
        out.text(blocks[index]);
      }
      parts.add(out.take());
    }
    return parts;
  }

  /** The table whose {@link #parts()} these are. */
  public static FileTable ofParts(List<byte[]> parts) {
    return ofParts(parts, Map.of());
  }

  /**
   * The table whose {@link #parts()} these are.
   *
   * @param digests of the files of sources, as {@link #bySource()} gave them, by the sources' names
   */
  public static FileTable ofParts(List<byte[]> parts, Map<String, String> digests) {
    List<byte[]> blocks = new ArrayList<>();
    int size = 0;
    for (byte[] part : parts) {
      PackedReader in = new PackedReader(part);
      size += in.size();
      while (in.hasMore()) {
        blocks.add(in.text());
      }
    }
    return new FileTable(blocks.toArray(byte[][]::new), size, digests);
  }
}
