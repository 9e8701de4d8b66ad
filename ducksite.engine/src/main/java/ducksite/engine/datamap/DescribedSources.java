package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import ducksite.engine.project.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a project says of its sources, together with their files: a data map. */
public final class DescribedSources {

  private DescribedSources() {}

  /**
   * The map of files that were found earlier, with the settings of a project as it is now.
   *
   * @param templates of sources whose manifest told one, by the source's name
   */
  public static DataMap stored(
      Project project, FileTable files, Map<String, SourceTemplate> templates) {
    List<FileSource> all = project.config().fileSources();
    Map<String, SourceTemplate> described = new LinkedHashMap<>();
    for (FileSource source : all) {
      String name = DataMapBuilder.nameOf(source);
      @Nullable SourceTemplate told = templates.get(name);
      @Nullable SourceTemplate template =
          DescribedSource.template(
              source, told == null ? null : told.name(), told == null ? null : told.rowFilter());
      if (template != null) {
        described.put(name, template);
      }
    }
    return of(all, files, described);
  }

  /**
   * The map of some sources.
   *
   * @param templates by the source's name
   */
  static DataMap of(List<FileSource> all, FileTable files, Map<String, SourceTemplate> templates) {
    Map<String, FileList> bySource = files.bySource();
    Map<String, SourceFiles> sources = new LinkedHashMap<>();
    for (FileSource source : all) {
      String name = DataMapBuilder.nameOf(source);
      FileList own = bySource.getOrDefault(name, files.list().select(new int[0]));
      sources.merge(
          name,
          DescribedSource.of(
              source, sources.containsKey(name) ? List.of() : own, templates.get(name)),
          DescribedSource::merged);
    }
    return new DataMap(files, sources.values());
  }
}
