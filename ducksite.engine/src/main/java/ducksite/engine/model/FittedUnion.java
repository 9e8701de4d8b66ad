package ducksite.engine.model;

import ducksite.engine.datamap.ChosenFiles;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.PrunedFiles;
import ducksite.engine.parquet.ParquetColumn;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring scans of a union by name that together are one scan: those that read like the first
 * and need no filter, and those that hold no row for the query. Of the latter only columns are
 * left: what they add to those of the first stands in the text, as NULL of the column's type.
 */
final class FittedUnion {

  private static final String UNION = "\nUNION ALL BY NAME\n";

  private final List<FileScan> scans = new ArrayList<>();
  private final List<FileList> proven = new ArrayList<>();
  private final List<FileList> read = new ArrayList<>();
  private List<ParquetColumn> added = List.of();

  boolean isEmpty() {
    return scans.isEmpty();
  }

  /** The files of the scans: read without filters, or left out. */
  List<FileList> proven() {
    return proven;
  }

  /** The text that it stands for. */
  String original() {
    return scans.stream().map(FileScan::executable).collect(Collectors.joining(UNION));
  }

  /** The same with one more scan. */
  String originalWith(FileScan scan) {
    return isEmpty() ? scan.executable() : original() + UNION + scan.executable();
  }

  /** Takes one more scan if that changes neither rows nor columns. */
  boolean add(FileScan scan, ChosenFiles choice) {
    if (scan.plain() == null || !scan.files().isAlike()) {
      return false;
    }
    boolean like = isEmpty() || isLikeFirst(scan);
    // Of the first at least the columns are read.
    boolean spare = choice.none() && !isEmpty();
    if (spare ? !like && !decidesNothing(scan) : !like || !isProven(scan, choice)) {
      return false;
    }
    scans.add(scan);
    proven.add(choice.files());
    if (!choice.none()) {
      read.add(choice.files());
    }
    return true;
  }

  private static boolean isProven(FileScan scan, ChosenFiles choice) {
    @Nullable Condition filter = Objects.requireNonNull(scan.plain()).filter();
    return filter != null && scan.files().provesAll(choice.files(), filter);
  }

  private boolean isLikeFirst(FileScan scan) {
    return options(scan).equals(options(scans.getFirst()))
        && scan.files().isLike(scans.getFirst().files());
  }

  private static String options(FileScan scan) {
    return Objects.requireNonNull(scan.plain()).options();
  }

  /**
   * Whether the columns stay what they are without a scan: it gives those that are there no other
   * type, and what it adds can be told. Takes over what it adds.
   */
  private boolean decidesNothing(FileScan scan) {
    PrunedFiles first = scans.getFirst().files();
    List<ParquetColumn> own = scan.files().columns();
    if (own.isEmpty() || first.columns().isEmpty() || !scan.files().isBeside(first)) {
      return false;
    }
    Map<String, ParquetColumn> known = new HashMap<>();
    for (ParquetColumn column : first.columns()) {
      if (known.putIfAbsent(key(column), column) != null) {
        return false;
      }
    }
    added.forEach(column -> known.put(key(column), column));
    List<ParquetColumn> all = new ArrayList<>(added);
    Set<String> names = new HashSet<>();
    for (ParquetColumn column : own) {
      @Nullable ParquetColumn same = known.get(key(column));
      if (column.type() == null
          || !names.add(key(column))
          || same != null && !same.equals(column)) {
        return false;
      }
      if (same == null) {
        all.add(column);
      }
    }
    added = all;
    return true;
  }

  /** Names that differ in nothing but case are one column, or two: not for us to say. */
  private static String key(ParquetColumn column) {
    return column.name().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** The one scan. */
  String fitted() {
    StringBuilder text = new StringBuilder("SELECT *");
    for (ParquetColumn column : added) {
      text.append(", NULL::")
          .append(column.type())
          .append(" AS ")
          .append(SqlText.identifier(column.name()));
    }
    return text.append(" FROM read_parquet($")
        .append(parameter())
        .append(options(scans.getFirst()))
        .append(")")
        .toString();
  }

  /** Puts the values of its own parameters beside others. */
  void bind(Map<String, Object> values) {
    List<FileList> lists = read.isEmpty() ? List.of(proven.getFirst()) : read;
    values.put(parameter(), lists.stream().flatMap(list -> FileScan.paths(list).stream()).toList());
  }

  private String parameter() {
    String ids = scans.stream().map(FileScan::id).collect(Collectors.joining("_"));
    return FileScan.filesParameter(ids + "_all");
  }
}
