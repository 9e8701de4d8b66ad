package ducksite.engine.datamap;

import ducksite.engine.parquet.ColumnRange;
import ducksite.engine.parquet.ParquetColumn;
import ducksite.engine.sql.Condition;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one scan, of which each query reads only those that may hold rows for it. What
 * decides on the columns of the scan is never left out: of the files with the same schema and the
 * same kind of folder values the first always stays, or any where there is one kind without
 * folders. Immutable but for the statistics and for what was found lately.
 */
public final class PrunedFiles {

  private final FileList files;
  private final Statistics statistics;
  private final BitSet needed = new BitSet();
  private final boolean oneSchema;
  private final boolean oneClass;
  private final FolderColumns folders = new FolderColumns();
  private final KeptFiles kept = new KeptFiles();
  private final ChosenFiles all;
  private final SchemaColumns columns = new SchemaColumns();

  /**
   * The files of a scan.
   *
   * @param foldersCount whether the names of folders are columns of the scan
   */
  public PrunedFiles(FileList files, Statistics statistics, boolean foldersCount) {
    this.files = files;
    this.statistics = statistics;
    this.all = new ChosenFiles(files, false);
    Set<Object> schemas = new HashSet<>();
    Set<Object> classes = new HashSet<>();
    int[] index = {0};
    boolean[] unknown = {false};
    files.eachRun(
        (file, count) -> {
          Object folder = foldersCount ? folders.add(file, count) : "";
          boolean known = file.schema() != 0;
          unknown[0] |= !known;
          schemas.add(file.schema());
          boolean first = classes.add(Map.entry(file.schema(), folder));
          needed.set(index[0], index[0] + (known ? 1 : count), first || !known);
          index[0] += count;
        });
    oneSchema = schemas.size() == 1 && !unknown[0];
    oneClass = classes.size() == 1 && !unknown[0];
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

  /**
   * Whether the files of both scans are known to have the same columns, none of them of a folder.
   */
  public boolean isLike(PrunedFiles other) {
    return isAlike() && other.isAlike() && isBeside(other) && schema() == other.schema();
  }

  /** Whether the files of both scans are of one table, so that one look tells of both. */
  public boolean isBeside(PrunedFiles other) {
    return files.table() == other.files.table();
  }

  /**
   * Whether all files are there, as the map tells, and known to have the same columns, none of them
   * of a folder.
   */
  public boolean isAlike() {
    return oneClass && folders.isEmpty() && !statistics.hasChanges() && !statistics.hasGone();
  }

  /**
   * The columns that all files have, in their order; empty when the footer of the first does not
   * tell them. Good where {@link #isAlike}, as long as the first is the one that the map tells of.
   */
  public List<ParquetColumn> columns() {
    return columns.of(files.getFirst(), schema());
  }

  /** A number that grows whenever another choice of files may be right, or another proof. */
  public long version() {
    return statistics.version();
  }

  private long schema() {
    long[] schema = {0};
    files.select(new int[] {files.ordinal(0)}).each(file -> schema[0] = file.schema());
    return schema[0];
  }

  /** Whether the footers of some of the files prove that a condition is true for all their rows. */
  public boolean provesAll(FileList some, Condition condition) {
    boolean[] proven = {true};
    some.each(
        file -> proven[0] = proven[0] && provesAllRows(condition, file.ordinal(), statistics));
    return proven[0];
  }

  /** The files that decide on the columns; at least one. */
  public FileList deciding() {
    return statistics.present(neededAreThere() ? select(always()) : files);
  }

  /** Whether what decides on the columns is there; if not, any other file may have to. */
  private boolean neededAreThere() {
    return !statistics.hasGone()
        || needed.stream().noneMatch(place -> statistics.isGone(files.ordinal(place)));
  }

  /** The places of the files that no condition leaves out. */
  private BitSet always() {
    BitSet places = (BitSet) needed.clone();
    for (int place = 0; statistics.hasChanges() && place < files.size(); place++) {
      if (!statistics.isCurrent(files.ordinal(place))) {
        places.set(place);
      }
    }
    return places;
  }

  private FileList select(BitSet places) {
    return places.cardinality() == files.size()
        ? files
        : files.select(places.stream().map(files::ordinal).toArray());
  }

  /**
   * The files that may hold rows for which a condition is true, and those that decide on the
   * columns; at least one.
   *
   * @param parameters values of the query's parameters
   */
  public ChosenFiles keeping(Condition condition, Map<String, ?> parameters) {
    Set<String> names = new HashSet<>();
    Condition.columns(condition, names);
    boolean always = names.isEmpty() && !(condition instanceof Condition.Fixed);
    if (always || !neededAreThere()) {
      return statistics.hasGone() ? new ChosenFiles(statistics.present(files), false) : all;
    }
    return kept.find(
        condition, parameters, statistics::version, () -> keeping(condition, names, parameters));
  }

  private ChosenFiles keeping(Condition condition, Set<String> columns, Map<String, ?> parameters) {
    boolean anyDecides =
        oneClass && folders.isEmpty() && !statistics.hasChanges() && !statistics.hasGone();
    BitSet always = anyDecides ? new BitSet() : always();
    FolderColumns.Ranges ranges = folders.ranges(columns);
    BitSet places = near(condition, ranges, parameters);
    places.or(always);
    FileList near = select(places);
    columns.removeIf(folders::has);
    if (!columns.isEmpty()) {
      statistics.require(near, columns);
      boolean sameTypes = haveOneSchema();
      int[] place = {-1};
      near =
          near.where(
              file -> {
                place[0] = places.nextSetBit(place[0] + 1);
                return always.get(place[0])
                    || canBeTrue(outcomes(file, ranges, condition, parameters, sameTypes));
              });
    }
    return near.isEmpty()
        ? new ChosenFiles(deciding(), true)
        : new ChosenFiles(statistics.present(near), false);
  }

  /** The places of the files in whose folders a condition may be true. */
  private BitSet near(Condition condition, FolderColumns.Ranges ranges, Map<String, ?> parameters) {
    BitSet places = new BitSet(files.size());
    if (!ranges.any()) {
      places.set(0, files.size());
      return places;
    }
    RowOutcomes inFolder =
        new RowOutcomes(
            column -> Objects.requireNonNullElse(ranges.range(column), ColumnRange.UNKNOWN),
            parameters,
            false);
    int[] run = {0};
    files
        .select(
            IntStream.range(0, folders.runs()).map(folders::start).map(files::ordinal).toArray())
        .each(
            first -> {
              int start = folders.start(run[0]++);
              ranges.moveTo(first);
              places.set(start, folders.start(run[0]), canBeTrue(inFolder.of(condition)));
            });
    return places;
  }

  private static boolean canBeTrue(int outcomes) {
    return (outcomes & RowOutcomes.TRUE) != 0;
  }

  /** Told a file and what a condition can be for its rows, as {@link RowOutcomes} tells. */
  interface Judge {
    void accept(FileCursor file, int outcomes);
  }

  /** Tells for some of the files what a condition can be for their rows; reads no footer. */
  void judge(FileList some, Condition condition, Judge judge) {
    Set<String> columns = new HashSet<>();
    Condition.columns(condition, columns);
    FolderColumns.Ranges ranges = folders.ranges(columns);
    some.each(file -> judge.accept(file, outcomes(file, ranges, condition, Map.of(), false)));
  }

  /**
   * What kind of values the folders of a name have; {@code NONE} when that is not certain, null
   * when no folder makes a column of that name.
   */
  ColumnRange.@Nullable Kind folderKind(String column) {
    return folders.kind(column);
  }

  /** Whether all files lie in folders of the same names, so that each is a column. */
  boolean foldersAgree() {
    return folders.agree();
  }

  private int outcomes(
      FileCursor file,
      FolderColumns.Ranges folder,
      Condition condition,
      Map<String, ?> parameters,
      boolean sameTypes) {
    folder.moveTo(file);
    return new RowOutcomes(
            column -> {
              @Nullable ColumnRange range = folder.range(column);
              return range == null ? known(file.ordinal(), column) : range;
            },
            parameters,
            sameTypes)
        .of(condition);
  }

  /** Where schemas differ, a number may be rounded to a float before it is compared. */
  private ColumnRange known(int ordinal, String column) {
    ColumnRange range = statistics.range(ordinal, column);
    return oneSchema ? range : range.rounded();
  }

  /**
   * Whether the footer of a file proves that a condition is true for each of its rows.
   *
   * @param ordinal of a file of the statistics' table
   */
  static boolean provesAllRows(Condition condition, int ordinal, Statistics statistics) {
    return statistics.isCurrent(ordinal)
        && new RowOutcomes(column -> statistics.range(ordinal, column), Map.of(), true)
                .of(condition)
            == RowOutcomes.TRUE;
  }
}
