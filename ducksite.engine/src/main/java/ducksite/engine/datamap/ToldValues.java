package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.project.UnionMode;
import ducksite.engine.sql.Condition;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column of a source that are known without reading a row: for each file what its
 * folders tell, else what its producer has declared, else what its footer proves; footers are
 * looked at only where they decide. Confined to one thread.
 */
public final class ToldValues {

  /** Footers that are read before it is decided whether reading on is worth it. */
  private static final int PROBE = 100;

  /** Names of folders that stand for no value, or may. */
  private static final Set<String> NO_VALUE = Set.of("null", "__hive_default_partition__");

  private final DataMap map;
  private final String column;
  private final ValueText texts;
  private final Function<String, Condition> conditions;
  private final TreeSet<String> certain;
  private boolean complete = true;

  private ToldValues(
      DataMap map, String column, String type, Function<String, Condition> conditions) {
    this.map = map;
    this.column = column.toLowerCase(Locale.ROOT);
    this.texts = new ValueText(type);
    this.conditions = conditions;
    this.certain = new TreeSet<>(texts.order());
  }

  /**
   * The values of a column.
   *
   * @param type DuckDB's name of the type that the column has in the source's view
   * @param conditions takes a predicate apart
   */
  public static ToldValues of(
      DataMap map,
      SourceFiles source,
      String column,
      String type,
      Function<String, Condition> conditions) {
    ToldValues values = new ToldValues(map, column, type, conditions);
    List<FilteredFiles> parts = source.parts();
    boolean byPosition = source.unionMode() == UnionMode.UNION_ALL && parts.size() > 1;
    if (byPosition || !values.texts.isKnown()) {
      // Of columns that meet by position, the name is the first part's alone.
      values.complete = false;
      return values;
    }
    parts.forEach(part -> values.add(part, parts.size() == 1));
    return values;
  }

  /** The values that some row is known to have, as DuckDB writes and sorts them. */
  public Set<String> certain() {
    return certain;
  }

  /** The order of the texts. */
  public Comparator<String> order() {
    return texts.order();
  }

  /** Whether there are no others. */
  public boolean isComplete() {
    return complete;
  }

  private void add(FilteredFiles part, boolean alone) {
    FileList files = map.listOf(part.files());
    PrunedFiles scan =
        new PrunedFiles(files, map.statistics(), !EnginePath.hidesFolders(files, ""));
    @Nullable Condition filter = part.filter() == null ? null : conditions.apply(part.filter());
    Set<String> wanted = new HashSet<>();
    if (filter != null) {
      Condition.columns(filter, wanted);
    }
    // The first time without footers.
    List<Integer> open = undecided(scan, files, filter, alone);
    if (open.isEmpty()) {
      return;
    }
    wanted.add(column);
    List<Integer> probe = open.subList(0, Math.min(PROBE, open.size()));
    if (footersDecide(scan, probe, wanted, filter, alone) == 0
        || footersDecide(scan, open, wanted, filter, alone) < open.size()) {
      complete = false;
    }
  }

  /** Reads footers; tells of how many files they have told everything. */
  private int footersDecide(
      PrunedFiles scan,
      List<Integer> ordinals,
      Set<String> columns,
      @Nullable Condition filter,
      boolean alone) {
    FileList files = scan.files().select(ordinals.stream().mapToInt(Integer::intValue).toArray());
    map.statistics().read(files, columns);
    return files.size() - undecided(scan, files, filter, alone).size();
  }

  /** Takes what is certain; gives the places of files that may hold further values. */
  private List<Integer> undecided(
      PrunedFiles scan, FileList files, @Nullable Condition filter, boolean alone) {
    Map<Integer, @Nullable Set<String>> possible = new TreeMap<>();
    Condition rows = filter == null ? new Condition.Fixed(true) : filter;
    scan.judge(
        files,
        rows,
        (file, outcomes) -> {
          if (file.rows() == 0 || (outcomes & RowOutcomes.TRUE) == 0) {
            return;
          }
          @Nullable Set<String> values =
              map.statistics().isCurrent(file.ordinal()) ? valuesOf(scan, file, alone) : null;
          if (values != null && outcomes == RowOutcomes.TRUE && file.rows() > 0) {
            certain.addAll(values);
          } else {
            possible.put(file.ordinal(), values);
          }
        });
    possible.values().removeIf(values -> values != null && certain.containsAll(values));
    return List.copyOf(possible.keySet());
  }

  /** All values in a file; null when they are not known. */
  private @Nullable Set<String> valuesOf(PrunedFiles scan, FileCursor file, boolean alone) {
    ColumnRange.@Nullable Kind folder = scan.folderKind(column);
    if (folder != null) {
      @Nullable String value = folderValue(scan, file, folder, alone);
      return value == null ? null : Set.of(value);
    }
    for (Map.Entry<String, String> each : file.partitions().entrySet()) {
      if (each.getKey().equalsIgnoreCase(column)) {
        @Nullable String value = texts.of(each.getValue());
        return value == null ? null : Set.of(value);
      }
    }
    ColumnRange range = map.statistics().range(file.ordinal(), column);
    if (range.constants() == null) {
      return null;
    }
    Set<String> values = new HashSet<>();
    for (Object constant : range.constants()) {
      @Nullable String value = texts.of(range.kind(), constant);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private @Nullable String folderValue(
      PrunedFiles scan, FileCursor file, ColumnRange.Kind kind, boolean alone) {
    @Nullable Map<String, String> folders = FolderValues.of(file.location());
    @Nullable String value = folders == null ? null : folders.get(column);
    boolean told =
        value != null && scan.foldersAgree() && !NO_VALUE.contains(value.toLowerCase(Locale.ROOT));
    // Values of one scan are all cast to the view's type; another scan may have turned 007 to 7.
    return told && (alone || isOf(kind)) ? texts.of(value) : null;
  }

  private boolean isOf(ColumnRange.Kind kind) {
    return switch (kind) {
      case TEXT, DIGITS -> texts.type().equals("VARCHAR");
      case DATE -> texts.type().equals("DATE");
      case NUMBER -> texts.type().endsWith("INT");
      default -> false;
    };
  }
}
