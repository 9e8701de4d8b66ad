package ducksite.engine.model;

import ducksite.engine.datamap.EnginePath;
import ducksite.engine.datamap.FilteredFiles;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.project.UnionMode;
import ducksite.engine.sql.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  static Relation view(SourceFiles source, boolean isVolatile) {
    List<FilteredFiles> parts = source.parts();
    return new Relation(
        source.name(),
        NamedQuery.Kind.FILE_SOURCE,
        union(parts, source.unionMode(), SourceViews::virtual, ""),
        union(parts, source.unionMode(), SourceViews::physical, ""),
        List.of(),
        source.files(),
        Set.of(),
        isVolatile);
  }

  /** A file in an artefact, as a literal. */
  static String virtual(MappedFile file) {
    return SqlText.literal(file.httpPath());
  }

  /** A file in the engine's text, as a literal. */
  static String physical(MappedFile file) {
    return EnginePath.literal(file.location());
  }

  /**
   * A query over files where each keeps its own filter.
   *
   * @param path the literal of a file's path
   * @param options further arguments of the reader, each after a comma, or empty
   */
  static String select(
      List<MappedFile> files,
      Function<MappedFile, @Nullable String> filter,
      Function<MappedFile, String> path,
      String options) {
    Map<String, List<MappedFile>> byFilter = new LinkedHashMap<>();
    for (MappedFile file : files) {
      @Nullable String predicate = filter.apply(file);
      byFilter
          .computeIfAbsent(predicate == null ? "" : predicate, key -> new ArrayList<>())
          .add(file);
    }
    List<FilteredFiles> parts =
        byFilter.entrySet().stream()
            .map(
                entry ->
                    new FilteredFiles(
                        entry.getValue(), entry.getKey().isEmpty() ? null : entry.getKey()))
            .toList();
    return union(parts, UnionMode.UNION_ALL_BY_NAME, path, options);
  }

  private static String union(
      List<FilteredFiles> parts,
      UnionMode mode,
      Function<MappedFile, String> path,
      String options) {
    boolean byName = mode == UnionMode.UNION_ALL_BY_NAME;
    return parts.stream()
        .map(part -> part(part, byName, path, options))
        .collect(Collectors.joining(byName ? "\nUNION ALL BY NAME\n" : "\nUNION ALL\n"));
  }

  private static String part(
      FilteredFiles part, boolean byName, Function<MappedFile, String> path, String options) {
    List<MappedFile> files = part.files();
    String paths = files.stream().map(path).collect(Collectors.joining(", "));
    boolean several = byName && files.size() > 1 && !options.contains("union_by_name");
    String scan =
        "SELECT * FROM read_parquet(["
            + paths
            + "]"
            + (several ? ", union_by_name = true" : "")
            + EnginePath.ownColumns(
                files.stream().map(MappedFile::httpPath).toList(),
                files.stream().map(MappedFile::location).toList(),
                options)
            + options
            + ")";
    // The line break ends a comment that a filter may end with.
    return part.filter() == null ? scan : scan + "\nWHERE (" + part.filter() + "\n)";
  }
}
