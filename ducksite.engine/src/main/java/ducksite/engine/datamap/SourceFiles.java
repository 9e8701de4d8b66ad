package ducksite.engine.datamap;

import ducksite.engine.project.FileAccess;
import ducksite.engine.project.UnionMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One file source with the files that its view reads.
 *
 * @param name the view's name, or empty for a source that only maps paths
 * @param rowFilter predicate of every file, null for none
 * @param access what a client may download
 * @param unionMode how the columns of files meet
 * @param levels what the view reads, in its order; one file may be in several
 * @param template how views per value are derived, null when there are none
 */
public record SourceFiles(
    String name,
    @Nullable String rowFilter,
    FileAccess access,
    UnionMode unionMode,
    List<SourceLevel> levels,
    @Nullable SourceTemplate template) {

  /** A source with a packed list. */
  public SourceFiles {
    levels = List.copyOf(levels);
  }

  /** A source of one level that reads all of these files. */
  public SourceFiles(
      String name, @Nullable String rowFilter, FileAccess access, List<MappedFile> files) {
    this(
        name, rowFilter, access, UnionMode.UNION_ALL_BY_NAME, List.of(SourceLevel.of(files)), null);
  }

  /** The files that the view reads, each once, in the order of the levels. */
  public List<MappedFile> files() {
    if (levels.size() == 1) {
      return levels.getFirst().files();
    }
    Map<String, MappedFile> files = new LinkedHashMap<>();
    levels.forEach(level -> level.files().forEach(file -> files.put(file.httpPath(), file)));
    return List.copyOf(files.values());
  }

  /**
   * The predicate that holds for one of the files, whoever reads it: the source's, that of its
   * levels, and the file's own. Of several levels one is enough.
   */
  public @Nullable String filterOf(MappedFile file) {
    return Predicates.and(Predicates.and(rowFilter, levelFilterOf(file)), file.rowFilter());
  }

  /**
   * What the view reads, in order: the files of a level that share a predicate are together. As in
   * a UNION ALL of the levels, a row that two of them keep is there twice.
   */
  public List<FilteredFiles> parts() {
    List<FilteredFiles> parts = new ArrayList<>();
    for (SourceLevel level : levels) {
      FileList files = FileList.of(level.files());
      @Nullable String own = Predicates.and(rowFilter, level.rowFilter());
      files
          .by(file -> Objects.requireNonNullElse(Predicates.and(own, file.rowFilter()), ""))
          .forEach(
              (filter, some) ->
                  parts.add(new FilteredFiles(some, filter.isEmpty() ? null : filter)));
    }
    return parts;
  }

  /** Every predicate that holds for some file, once. */
  public Set<String> filters() {
    return parts().stream()
        .map(FilteredFiles::filter)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private @Nullable String levelFilterOf(MappedFile file) {
    if (levels.size() == 1 && levels.getFirst().rowFilter() == null) {
      return null;
    }
    List<SourceLevel> own = levels.stream().filter(level -> level.reads(file)).toList();
    return anyOf(own);
  }

  private static @Nullable String anyOf(List<SourceLevel> levels) {
    if (levels.stream().anyMatch(level -> Predicates.isVacuous(level.rowFilter()))) {
      return null;
    }
    List<String> filters =
        levels.stream()
            .map(SourceLevel::rowFilter)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    return switch (filters.size()) {
      case 0 -> null;
      case 1 -> filters.getFirst();
      default ->
          filters.stream().map(each -> "(" + each + "\n)").collect(Collectors.joining(" OR "));
    };
  }
}
