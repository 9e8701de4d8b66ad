package ducksite.engine.datamap;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Files of a {@link FileTable}: all in the order of their paths, or some in any order. A list that
 * makes a file when it is asked for, so that a million cost four megabytes and not four hundred.
 * Immutable.
 */
public final class FileList extends AbstractList<MappedFile> {

  private final FileTable table;
  private final int @Nullable [] ordinals;
  private volatile @Nullable String digest;

  FileList(FileTable table, int @Nullable [] ordinals) {
    this(table, ordinals, null);
  }

  private FileList(FileTable table, int @Nullable [] ordinals, @Nullable String digest) {
    this.table = table;
    this.ordinals = ordinals;
    this.digest = digest;
  }

  /** The list itself when it is of this kind, else a packed copy in the order of the paths. */
  public static FileList of(List<MappedFile> files) {
    return files instanceof FileList list ? list : FileTable.of(files).list();
  }

  /** What the files are of. */
  public FileTable table() {
    return table;
  }

  /** The place in the table of the file at an index. */
  public int ordinal(int index) {
    return ordinals == null ? index : ordinals[index];
  }

  /** The places in the table of some of these. */
  public FileList select(int[] places) {
    return new FileList(table, places);
  }

  /** Calls for each file without making an object for it; the cursor is the same each time. */
  public void each(Consumer<FileCursor> action) {
    if (ordinals == null) {
      FileCursor cursor = table.cursor();
      while (cursor.next()) {
        action.accept(cursor);
      }
      return;
    }
    FileCursor cursor = null;
    for (int ordinal : ordinals) {
      cursor = table.moved(cursor, ordinal);
      action.accept(cursor);
    }
  }

  /**
   * Calls for the first of each few neighbours that a {@linkplain FileTable#runs() run} of the
   * table has in common, and their number: what they share costs a look at each run, not at each
   * file. The cursor is the same each time.
   */
  public void eachRun(ObjIntConsumer<FileCursor> action) {
    FileCursor cursor = null;
    int count;
    for (int index = 0; index < size(); index += count) {
      int first = ordinal(index);
      int most = Math.min(size() - index, table.endOfRun(first) - first);
      count = 1;
      while (count < most && ordinal(index + count) == first + count) {
        count++;
      }
      cursor = table.moved(cursor, first);
      action.accept(cursor, count);
    }
  }

  /** The files by something that the files of a run share, in the order of its appearance. */
  Map<String, FileList> by(Function<FileCursor, String> key) {
    Map<String, IntStream.Builder> places = new LinkedHashMap<>();
    eachRun((file, _) -> places.computeIfAbsent(key.apply(file), each -> IntStream.builder()));
    Map<String, FileList> lists = new LinkedHashMap<>();
    if (places.size() == 1) {
      lists.put(places.keySet().iterator().next(), this);
      return lists;
    }
    int[] index = {0};
    eachRun(
        (file, count) -> {
          IntStream.Builder own = places.get(key.apply(file));
          for (int end = index[0] + count; index[0] < end; index[0]++) {
            own.add(ordinal(index[0]));
          }
        });
    places.forEach((name, own) -> lists.put(name, select(own.build().toArray())));
    return lists;
  }

  /** The same files with the digest that they are known to have, null when it is not known. */
  FileList withDigest(@Nullable String known) {
    return new FileList(table, ordinals, known);
  }

  /** One digest of all that is known of the files, their identities included. */
  public String digest() {
    @Nullable String known = digest;
    if (known == null) {
      Digest all = new Digest();
      each(file -> file.addTo(all));
      known = all.hex();
      digest = known;
    }
    return known;
  }

  /** Whether every file is still the one that the table tells of. Looks at the disk. */
  public boolean isUnchanged() {
    boolean[] same = {true};
    each(
        file ->
            same[0] =
                same[0]
                    && InputIdentities.identity(Path.of(file.location()))
                        .equals(file.identity().text()));
    return same[0];
  }

  /** Those of these files that a test holds for. */
  public FileList where(Predicate<FileCursor> test) {
    int[] kept = new int[size()];
    int[] count = {0};
    each(
        cursor -> {
          if (test.test(cursor)) {
            kept[count[0]++] = cursor.ordinal();
          }
        });
    return count[0] == kept.length ? this : select(Arrays.copyOf(kept, count[0]));
  }

  @Override
  public MappedFile get(int index) {
    java.util.Objects.checkIndex(index, size());
    return table.cursorAt(ordinal(index)).file();
  }

  @Override
  public int size() {
    return ordinals == null ? table.size() : ordinals.length;
  }

  @Override
  public Iterator<MappedFile> iterator() {
    return new Iterator<>() {
      private int index;
      private @Nullable FileCursor cursor;

      @Override
      public boolean hasNext() {
        return index < size();
      }

      @Override
      public MappedFile next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        cursor = table.moved(cursor, ordinal(index++));
        return cursor.file();
      }
    };
  }
}
