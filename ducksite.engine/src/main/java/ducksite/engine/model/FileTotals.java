package ducksite.engine.model;

import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.MappedFile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Parquet files behind a query, counted when somebody first asks: a server that starts does
 * not. Safe for use by several threads.
 */
public final class FileTotals {

  /** No files. */
  static final FileTotals NONE = ofLists(List.of());

  private static final int COUNT = 0;
  private static final int BYTES = 1;
  private static final int LARGEST = 2;
  private static final int SECOND = 3;

  private final List<FileList> lists;
  private volatile long @Nullable [] totals;

  private FileTotals(List<FileList> lists) {
    this.lists = List.copyOf(lists);
  }

  /** Totals of the files of scans over one map, each file once. */
  static FileTotals of(List<FileScan> scans) {
    return ofLists(scans.stream().map(scan -> scan.files().files()).toList());
  }

  /** Totals of files of one map, each file once. */
  static FileTotals ofLists(List<FileList> lists) {
    return new FileTotals(lists);
  }

  /** Number of files. */
  public long count() {
    return counted()[COUNT];
  }

  /** Their size in all. */
  public long bytes() {
    return counted()[BYTES];
  }

  /** Size of the largest. */
  public long largest() {
    return counted()[LARGEST];
  }

  /** Size of the two largest together. */
  public long twoLargest() {
    return counted()[LARGEST] + counted()[SECOND];
  }

  /** Equal totals, of whichever files. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileTotals others && Arrays.equals(counted(), others.counted());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counted());
  }

  private long[] counted() {
    long @Nullable [] known = totals;
    if (known == null) {
      known = count(lists);
      totals = known;
    }
    return known;
  }

  private static long[] count(List<FileList> lists) {
    BitSet seen = new BitSet();
    long[] counts = new long[SECOND + 1];
    for (FileList list : lists) {
      list.each(
          file -> {
            if (!seen.get(file.ordinal())) {
              seen.set(file.ordinal());
              add(counts, file.size());
            }
          });
    }
    return counts;
  }

  /** The same for each source apart, by its name; empty for files of sources without one. */
  static Map<String, FileTotals> bySource(List<FileList> lists) {
    Map<String, FileTotals> totals = new TreeMap<>();
    lists.stream()
        .flatMap(FileList::stream)
        .map(MappedFile::source)
        .distinct()
        .forEach(
            source ->
                totals.put(
                    source,
                    ofLists(
                        lists.stream()
                            .map(list -> list.where(file -> file.source().equals(source)))
                            .toList())));
    return totals;
  }

  private static void add(long[] counts, long size) {
    counts[COUNT]++;
    counts[BYTES] += size;
    if (size > counts[LARGEST]) {
      counts[SECOND] = counts[LARGEST];
      counts[LARGEST] = size;
    } else if (size > counts[SECOND]) {
      counts[SECOND] = size;
    }
  }

  /** The first line of an artefact. */
  String metricsLine(int sqlBytes) {
    double average = count() == 0 ? 0 : (double) bytes() / count();
    return String.format(
        Locale.ROOT,
        "-- METRICS: num_files=%d total_bytes_cold=%d largest_file_bytes=%d two_largest_bytes=%d "
            + "avg_file_bytes=%.2f sql_bytes=%d",
        count(),
        bytes(),
        largest(),
        twoLargest(),
        average,
        sqlBytes);
  }
}
