package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the folders of a scan make, and the runs of files that lie in one folder: told
 * the files in their order, then unchanged. What folders decide costs a look at each run, not at
 * each file.
 */
final class FolderColumns {

  private final Map<String, ColumnRange.@Nullable Kind> kinds = new HashMap<>();
  private byte[] last = new byte[0];
  private Object lastClass = "";
  private @Nullable Set<String> names;
  private boolean doubtful;
  private int[] starts = new int[16];
  private int runs;
  private int count;

  /**
   * More files of one folder; gives what those files have in common whose folders make equal
   * columns.
   */
  Object add(FileCursor file, int files) {
    if (!file.isIn(last) || count == 0) {
      last = file.folder();
      lastClass = classOf(file);
      starts = runs == starts.length ? Arrays.copyOf(starts, runs * 2) : starts;
      starts[runs++] = count;
    }
    count += files;
    return lastClass;
  }

  /** How many runs of files there are. */
  int runs() {
    return runs;
  }

  /** The index of a run's first file; behind the last run, the number of files. */
  int start(int run) {
    return run == runs ? count : starts[run];
  }

  private Object classOf(FileCursor file) {
    @Nullable Map<String, String> values =
        file.locationHas('=') ? FolderValues.of(file.location()) : Map.of();
    if (values == null) {
      doubtful = true;
      FolderValues.names(file.location()).forEach(name -> kinds.put(name, null));
      return file.location();
    }
    doubtful |= names != null && !names.equals(values.keySet());
    names = new LinkedHashSet<>(values.keySet());
    Map<String, Object> kindsHere = new HashMap<>();
    values.forEach(
        (name, value) -> {
          ColumnRange.@Nullable Kind kind = FolderValues.kind(value);
          kindsHere.put(name, kind == null ? value : kind);
          if (kind == null) {
            kinds.put(name, ColumnRange.Kind.NONE);
          } else {
            kinds.merge(name, kind, FolderValues::together);
          }
        });
    return Map.entry(values.keySet().toString(), kindsHere);
  }

  /** Whether folders make no column at all. */
  boolean isEmpty() {
    return kinds.isEmpty();
  }

  /** Whether folders make a column of this name, or may. */
  boolean has(String name) {
    return kinds.containsKey(name);
  }

  /**
   * What kind of values the folders of a name have; {@code NONE} when that is not certain, null
   * when no folder makes a column of that name.
   */
  ColumnRange.@Nullable Kind kind(String name) {
    // Which names are columns is DuckDB's to say; none of them is taken from the footers.
    return doubtful && has(name) ? ColumnRange.Kind.NONE : kinds.get(name);
  }

  /** Whether all files lie in folders of the same names, so that each is a column. */
  boolean agree() {
    return !doubtful;
  }

  /**
   * The values of the present file's folders as ranges of one value.
   *
   * @param columns that matter
   */
  Ranges ranges(Set<String> columns) {
    return new Ranges(columns);
  }

  /** Ranges of one value for each column, memorised for the folder that files share. */
  final class Ranges {
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Map<String, ColumnRange> ranges = new HashMap<>();
    private byte[] folder = new byte[0];

    private Ranges(Set<String> columns) {
      columns.stream().filter(FolderColumns.this::has).forEach(wanted::add);
    }

    /** Whether folders decide on anything. */
    boolean any() {
      return !wanted.isEmpty();
    }

    void moveTo(FileCursor file) {
      if (!any() || !ranges.isEmpty() && file.isIn(folder)) {
        return;
      }
      folder = file.folder();
      @Nullable Map<String, String> values = FolderValues.of(file.location());
      for (String name : wanted) {
        @Nullable String value = values == null ? null : values.get(name);
        ColumnRange.Kind kind = Objects.requireNonNull(kind(name));
        ranges.put(
            name,
            value == null || kind == ColumnRange.Kind.NONE
                ? ColumnRange.UNKNOWN
                : Bounds.ofFolder(kind, value));
      }
    }

    /** The value of the present file; null when folders make no such column. */
    @Nullable ColumnRange range(String column) {
      return ranges.get(column);
    }
  }
}
