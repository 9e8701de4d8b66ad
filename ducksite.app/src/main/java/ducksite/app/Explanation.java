package ducksite.app;

import ducksite.api.render.ResultColumn;
import ducksite.engine.Site;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.FileTotals;
import ducksite.engine.project.Quantities;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a query reads and how it would be run, for its author.
 *
 * @param reads the names that it reads itself
 * @param files by source, what is read for the given values
 * @param plan of DuckDB
 */
record Explanation(
    Site site,
    String name,
    List<ResultColumn> columns,
    List<String> reads,
    CompiledSql sql,
    Map<String, CompiledSql.SourceReads> files,
    String plan) {

  Map<String, Object> json() {
    Map<String, Object> explained = new LinkedHashMap<>();
    explained.put("name", name);
    explained.put("columns", columns.stream().map(Explanation::column).toList());
    explained.put("reads", reads);
    explained.put("sources", sources());
    explained.put("files", total());
    explained.put("sql", sql.artefact());
    explained.put("plan", plan);
    return explained;
  }

  private static Map<String, String> column(ResultColumn column) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("name", column.name());
    described.put("type", column.sqlType());
    return described;
  }

  /** The file sources behind the query, with the filters that its files are read under. */
  private List<Map<String, Object>> sources() {
    List<Map<String, Object>> all = new ArrayList<>();
    files.forEach(
        (source, reads) -> {
          Map<String, Object> described = new LinkedHashMap<>();
          described.put("source", source);
          described.putAll(counts(reads.read(), reads.named()));
          described.put("pruned", reads.named().count() - reads.read().count());
          described.put("filters", filters(source));
          all.add(described);
        });
    return all;
  }

  private List<String> filters(String name) {
    SourceFiles source =
        site.dataMap().sources().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElse(null);
    if (source == null || source.filters().isEmpty()) {
      return List.of("none: every row");
    }
    return List.copyOf(source.filters());
  }

  private Map<String, Long> total() {
    long[] sums = new long[4];
    for (CompiledSql.SourceReads each : files.values()) {
      sums[0] += each.read().count();
      sums[1] += each.named().count();
      sums[2] += each.read().bytes();
      sums[3] += each.named().bytes();
    }
    return counts(sums[0], sums[1], sums[2], sums[3]);
  }

  private static Map<String, Long> counts(FileTotals read, FileTotals named) {
    return counts(read.count(), named.count(), read.bytes(), named.bytes());
  }

  private static Map<String, Long> counts(long read, long of, long bytesRead, long bytesOf) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("read", read);
    counts.put("of", of);
    counts.put("bytes_read", bytesRead);
    counts.put("bytes_of", bytesOf);
    return counts;
  }

  void print(PrintWriter out) {
    out.println(name);
    columns.forEach(column -> out.println("  " + column.name() + "  " + column.sqlType()));
    out.println("reads   " + String.join(", ", reads));
    files.forEach(
        (source, reads) -> {
          out.println("source  " + (source.isEmpty() ? "(without a name)" : source));
          out.println("  files   " + files(reads.read(), reads.named()));
          filters(source).forEach(each -> out.println("  filter  " + each));
        });
    out.println("\nSQL\n" + sql.artefact());
    out.println("\nplan\n" + plan);
  }

  private static String files(FileTotals read, FileTotals named) {
    return named.count()
        + " named, "
        + read.count()
        + " opened, "
        + (named.count() - read.count())
        + " left out (no row can match); "
        + Quantities.size(read.bytes())
        + " of "
        + Quantities.size(named.bytes());
  }
}
