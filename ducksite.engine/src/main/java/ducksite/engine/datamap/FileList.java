package ducksite.engine.datamap;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    this.table = table;
    this.ordinals = ordinals;
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
      if (cursor == null || !cursor.isNear(ordinal)) {
        cursor = table.cursorAt(ordinal);
      } else {
        while (cursor.ordinal() < ordinal) {
          cursor.next();
        }
      }
      action.accept(cursor);
    }
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
        int ordinal = ordinal(index++);
        if (cursor == null || !cursor.isNear(ordinal)) {
          cursor = table.cursorAt(ordinal);
        } else {
          while (cursor.ordinal() < ordinal) {
            cursor.next();
          }
        }
        return cursor.file();
      }
    };
  }
}
