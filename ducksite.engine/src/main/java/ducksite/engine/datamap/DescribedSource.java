package ducksite.engine.datamap;

import ducksite.engine.project.FileAccess;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.HierarchyLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a project says of a source, together with the files that were found for it. */
final class DescribedSource {

  private static final List<FileAccess> STRICTEST =
      List.of(FileAccess.NONE, FileAccess.FILTERED, FileAccess.RAW);

  private DescribedSource() {}

  /**
   * A source with these files. Each level reads those that its pattern matches; the one level of a
   * source that names no pattern reads all.
   */
  static SourceFiles of(
      FileSource source, List<MappedFile> files, @Nullable SourceTemplate template) {
    // Sources without a name are one in the map; each file carries the filters of its own.
    return source.name() == null
        ? new SourceFiles("", null, source.access(), files)
        : new SourceFiles(
            source.name(),
            source.rowFilter(),
            source.access(),
            source.unionMode(),
            levels(source, files),
            template);
  }

  /** The predicate of a file of a source without a name. */
  static @Nullable String filterOf(FileSource source, MappedFile file) {
    return new SourceFiles(
            "",
            source.rowFilter(),
            source.access(),
            source.unionMode(),
            levels(source, List.of()),
            null)
        .filterOf(file);
  }

  private static List<SourceLevel> levels(FileSource source, List<MappedFile> files) {
    FileList packed = FileList.of(files);
    List<SourceLevel> levels = new ArrayList<>();
    boolean all = source.hierarchy().isEmpty() && !source.positions().containsKey("pattern");
    for (HierarchyLevel level : source.levels()) {
      boolean whole = all && levels.size() == source.hierarchyBefore().size();
      @Nullable Glob pattern = whole ? null : Glob.of(level.pattern());
      FileList read =
          pattern == null ? packed : packed.where(file -> pattern.matches(file.httpPath()));
      levels.add(new SourceLevel(pattern, level.rowFilter(), read));
    }
    return levels;
  }

  /** Sources without a name, as one: what the strictest allows. */
  static SourceFiles merged(SourceFiles left, SourceFiles right) {
    List<MappedFile> both = new ArrayList<>(left.files());
    both.addAll(right.files());
    return new SourceFiles(
        left.name(),
        left.rowFilter(),
        STRICTEST.indexOf(left.access()) <= STRICTEST.indexOf(right.access())
            ? left.access()
            : right.access(),
        both);
  }

  /**
   * The template of a source. The project's own words win over those of the manifest, each by
   * itself.
   */
  static @Nullable SourceTemplate template(
      FileSource source, @Nullable String toldName, @Nullable String toldFilter) {
    @Nullable String name = source.templateName() != null ? source.templateName() : toldName;
    @Nullable String filter =
        source.rowFilterTemplate() != null ? source.rowFilterTemplate() : toldFilter;
    return name == null || source.name() == null
        ? null
        : new SourceTemplate(name, filter, source.templateName() != null);
  }
}
