package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.sql.Condition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one scan, of which each query reads only those that may hold rows for it. What
 * decides on the columns of the scan is never left out: of the files with the same schema and the
 * same kind of folder values, the first always stays. Immutable but for the statistics.
 */
public final class PrunedFiles {

  private final FileList files;
  private final Statistics statistics;
  private final boolean[] needed;
  private final boolean oneSchema;
  private final Map<String, ColumnRange.Kind> folders;
  private final boolean foldersAgree;

  /**
   * The files of a scan.
   *
   * @param foldersCount whether the names of folders are columns of the scan
   */
  public PrunedFiles(FileList files, Statistics statistics, boolean foldersCount) {
    this.files = files;
    this.statistics = statistics;
    this.needed = new boolean[files.size()];
    this.folders = new HashMap<>();
    Set<Object> schemas = new HashSet<>();
    Set<Object> classes = new HashSet<>();
    FolderClasses folderClasses = new FolderClasses();
    int[] index = {0};
    boolean[] unknown = {false};
    files.each(
        file -> {
          Object folder = foldersCount ? folderClasses.add(file) : "";
          unknown[0] |= file.schema() == 0;
          schemas.add(file.schema());
          needed[index[0]++] = classes.add(Map.entry(file.schema(), folder)) || file.schema() == 0;
        });
    oneSchema = schemas.size() == 1 && !unknown[0];
    folders.putAll(folderClasses.kinds());
    foldersAgree = !folderClasses.doubtful;
  }

  /** Classes of folder values, memorised for the folder that files share. */
  private static final class FolderClasses {
    private byte[] last = new byte[0];
    private Object lastClass = "";
    private final Map<String, ColumnRange.@Nullable Kind> kinds = new HashMap<>();
    private @Nullable Set<String> names;
    private boolean doubtful;

    Object add(FileCursor file) {
      if (!file.isIn(last)) {
        last = file.folder();
        lastClass = classOf(file);
      }
      return lastClass;
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
              // Values of two kinds are text together.
              kinds.merge(
                  name,
                  kind,
                  (a, b) -> a == b ? a : a == ColumnRange.Kind.NONE ? a : ColumnRange.Kind.TEXT);
            }
          });
      return Map.entry(values.keySet().toString(), kindsHere);
    }

    Map<String, ColumnRange.Kind> kinds() {
      Map<String, ColumnRange.Kind> certain = new HashMap<>();
      if (doubtful) {
        // Which names are columns is DuckDB's to say; none of them is taken from the footers.
        kinds.keySet().forEach(name -> certain.put(name, ColumnRange.Kind.NONE));
      } else {
        kinds.forEach((name, kind) -> certain.put(name, Objects.requireNonNull(kind)));
      }
      return certain;
    }
  }

  /** All files of the scan. */
  public FileList files() {
    return files;
  }

  /** Whether all files are known to have the same columns, so that their order decides nothing. */
  public boolean haveOneSchema() {
    if (!oneSchema || !statistics.hasChanges()) {
      return oneSchema;
    }
    for (int index = 0; index < files.size(); index++) {
      if (!statistics.isCurrent(files.ordinal(index))) {
        return false;
      }
    }
    return true;
  }

  /** The files that decide on the columns; at least one. */
  public FileList deciding() {
    int[] kept = new int[files.size()];
    int count = 0;
    for (int index = 0; index < kept.length; index++) {
      if (needed[index] || !statistics.isCurrent(files.ordinal(index))) {
        kept[count++] = files.ordinal(index);
      }
    }
    return neededAreThere()
        ? statistics.present(files.select(Arrays.copyOf(kept, count)))
        : statistics.present(files);
  }

  /** Whether what decides on the columns is there; if not, any other file may have to. */
  private boolean neededAreThere() {
    for (int index = 0; statistics.hasGone() && index < needed.length; index++) {
      if (needed[index] && statistics.isGone(files.ordinal(index))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The files that may hold rows for which a condition is true, and those that decide on the
   * columns; at least one.
   *
   * @param parameters values of the query's parameters
   */
  public FileList keeping(Condition condition, Map<String, ?> parameters) {
    Set<String> columns = new HashSet<>();
    Condition.columns(condition, columns);
    boolean all = columns.isEmpty() && !(condition instanceof Condition.Fixed);
    if (all || !neededAreThere()) {
      return statistics.present(files);
    }
    Set<String> inFooters = new HashSet<>(columns);
    inFooters.removeAll(folders.keySet());
    if (!inFooters.isEmpty()) {
      statistics.require(files, inFooters);
    }
    int[] kept = new int[files.size()];
    int[] counts = {0, 0};
    FolderRanges ranges = new FolderRanges(columns);
    files.each(
        file -> {
          boolean keep =
              needed[counts[0]++]
                  || !statistics.isCurrent(file.ordinal())
                  || (outcomes(file, ranges, condition, parameters) & RowOutcomes.TRUE) != 0;
          if (keep) {
            kept[counts[1]++] = file.ordinal();
          }
        });
    return statistics.present(
        counts[1] == kept.length ? files : files.select(Arrays.copyOf(kept, counts[1])));
  }

  /** Told a file and what a condition can be for its rows, as {@link RowOutcomes} tells. */
  interface Judge {
    void accept(FileCursor file, int outcomes);
  }

  /** Tells for some of the files what a condition can be for their rows; reads no footer. */
  void judge(FileList some, Condition condition, Judge judge) {
    Set<String> columns = new HashSet<>();
    Condition.columns(condition, columns);
    FolderRanges ranges = new FolderRanges(columns);
    some.each(file -> judge.accept(file, outcomes(file, ranges, condition, Map.of())));
  }

  /**
   * What kind of values the folders of a name have; {@code NONE} when that is not certain, null
   * when no folder makes a column of that name.
   */
  ColumnRange.@Nullable Kind folderKind(String column) {
    return folders.get(column);
  }

  /** Whether all files lie in folders of the same names, so that each is a column. */
  boolean foldersAgree() {
    return foldersAgree;
  }

  private int outcomes(
      FileCursor file, FolderRanges folder, Condition condition, Map<String, ?> parameters) {
    folder.moveTo(file);
    return new RowOutcomes(
            column -> {
              @Nullable ColumnRange range = folder.range(column);
              return range == null ? known(file.ordinal(), column) : range;
            },
            parameters)
        .of(condition);
  }

  /** Where schemas differ, a number may be rounded to a float before it is compared. */
  private ColumnRange known(int ordinal, String column) {
    ColumnRange range = statistics.range(ordinal, column);
    return oneSchema ? range : range.rounded();
  }

  /** The folder values of the present file as ranges of one value. */
  private final class FolderRanges {
    private final boolean any;
    private byte[] last = new byte[0];
    private Map<String, ColumnRange> ranges = Map.of();

    FolderRanges(Set<String> columns) {
      any = columns.stream().anyMatch(folders::containsKey);
    }

    void moveTo(FileCursor file) {
      if (!any || file.isIn(last)) {
        return;
      }
      last = file.folder();
      ranges = new HashMap<>();
      @Nullable Map<String, String> values = FolderValues.of(file.location());
      folders.forEach(
          (name, kind) -> {
            @Nullable String value = values == null ? null : values.get(name);
            if (value == null || kind == ColumnRange.Kind.NONE) {
              ranges.put(name, ColumnRange.UNKNOWN);
            } else {
              Object bound = Bounds.ofFolder(kind, value);
              ranges.put(name, new ColumnRange(kind, bound, bound, 0, 1));
            }
          });
    }

    @Nullable ColumnRange range(String column) {
      return folders.containsKey(column) ? ranges.getOrDefault(column, ColumnRange.UNKNOWN) : null;
    }
  }

  /**
   * Whether the footer of a file proves that a condition is true for each of its rows.
   *
   * @param ordinal of a file of the statistics' table
   */
  static boolean provesAllRows(Condition condition, int ordinal, Statistics statistics) {
    return statistics.isCurrent(ordinal)
        && new RowOutcomes(column -> statistics.range(ordinal, column), Map.of()).of(condition)
            == RowOutcomes.TRUE;
  }
}
