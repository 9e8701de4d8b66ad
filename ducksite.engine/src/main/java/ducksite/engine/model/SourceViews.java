package ducksite.engine.model;

import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.project.UnionMode;
import ducksite.engine.sql.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL of file sources: one {@code read_parquet} list for each distinct filter, so that DuckDB
 * plans few scans.
 */
final class SourceViews {

  private SourceViews() {}

  /**
   * The view of a source.
   *
   * @param isVolatile whether a filter changes by itself
   */
  static Relation view(SourceFiles source, FileScans scans, boolean isVolatile) {
    boolean byName = source.unionMode() == UnionMode.UNION_ALL_BY_NAME;
    List<FileScan> own =
        source.parts().stream()
            .map(
                part ->
                    scans.scan(part.files(), part.filter(), byName, "", new Condition.Unknown()))
            .toList();
    return new Relation(
        source.name(),
        NamedQuery.Kind.FILE_SOURCE,
        union(own, byName, FileScan::artefact),
        union(own, byName, FileScan::executable),
        List.of(),
        false,
        Map.of(),
        source.files(),
        own,
        Set.of(),
        isVolatile);
  }

  /** The rows of all scans. */
  static String union(List<FileScan> scans, boolean byName, Function<FileScan, String> text) {
    return scans.stream()
        .map(text)
        .collect(Collectors.joining(byName ? "\nUNION ALL BY NAME\n" : "\nUNION ALL\n"));
  }
}
