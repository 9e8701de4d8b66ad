package ducksite.engine.model;

import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.MappedFile;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Parquet files behind a query, counted.
 *
 * @param count number of files
 * @param bytes their size in all
 * @param largest size of the largest
 * @param twoLargest size of the two largest together
 */
public record FileTotals(long count, long bytes, long largest, long twoLargest) {

  /** No files. */
  static final FileTotals NONE = new FileTotals(0, 0, 0, 0);

  /** Totals of the files of scans over one map, each file once. */
  static FileTotals of(List<FileScan> scans) {
    return ofLists(scans.stream().map(scan -> scan.files().files()).toList());
  }

  /** Totals of files of one map, each file once. */
  static FileTotals ofLists(List<FileList> lists) {
    BitSet counted = new BitSet();
    long[] totals = new long[3];
    for (FileList list : lists) {
      list.each(
          file -> {
            if (!counted.get(file.ordinal())) {
              counted.set(file.ordinal());
              add(totals, file.size());
            }
          });
    }
    return new FileTotals(counted.cardinality(), totals[0], totals[1], totals[1] + totals[2]);
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

  /** Sum, largest and second largest. */
  private static void add(long[] totals, long size) {
    totals[0] += size;
    if (size > totals[1]) {
      totals[2] = totals[1];
      totals[1] = size;
    } else if (size > totals[2]) {
      totals[2] = size;
    }
  }

  /** The first line of an artefact. */
  String metricsLine(int sqlBytes) {
    double average = count == 0 ? 0 : (double) bytes / count;
    return String.format(
        Locale.ROOT,
        "-- METRICS: num_files=%d total_bytes_cold=%d largest_file_bytes=%d two_largest_bytes=%d "
            + "avg_file_bytes=%.2f sql_bytes=%d",
        count,
        bytes,
        largest,
        twoLargest,
        average,
        sqlBytes);
  }
}
