package ducksite.engine.model;

import ducksite.engine.datamap.MappedFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The Parquet files behind a query, counted.
 *
 * @param count number of files
 * @param bytes their size in all
 * @param largest size of the largest
 * @param twoLargest size of the two largest together
 */
public record FileTotals(long count, long bytes, long largest, long twoLargest) {

  /** Totals of distinct files. */
  static FileTotals of(Collection<MappedFile> files) {
    List<Long> sizes =
        files.stream()
            .map(file -> file.identity().size())
            .sorted(Comparator.reverseOrder())
            .toList();
    return new FileTotals(
        sizes.size(),
        sizes.stream().mapToLong(Long::longValue).sum(),
        sizes.stream().limit(1).mapToLong(Long::longValue).sum(),
        sizes.stream().limit(2).mapToLong(Long::longValue).sum());
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
