package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.DataMapBuilder;
import ducksite.engine.datamap.FileTable;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of a project's sources, found by asking each source. One thread asks at a time, so that
 * no plugin builds two manifests at once.
 */
final class FoundSources {

  private final BuildSettings settings;
  private final SqlGate gate;
  private final @Nullable CurrentSite current;

  /**
   * @param current holds the site whose files a source keeps when its plugin fails; null when a
   *     failure is an error
   */
  FoundSources(BuildSettings settings, SqlGate gate, @Nullable CurrentSite current) {
    this.settings = settings;
    this.gate = gate;
    this.current = current;
  }

  /** The map of the files that a project's sources find now. */
  synchronized DataMap now(Project project, PluginHost plugins, Problems problems)
      throws IOException {
    CurrentSite served = current;
    return builder(
            project,
            plugins,
            StoredDataMap.formerFiles(settings.state()),
            served == null
                ? name -> Optional.empty()
                : new FormerSources(settings.state(), project, served)::find,
            settings.progress(),
            problems)
        .build();
  }

  /** What the plugins of a site's sources tell now. */
  synchronized AskedSources again(Site site) {
    Problems problems = new Problems();
    DataMap served = site.dataMap();
    DataMap map =
        builder(
                site.project(),
                site.plugins(),
                served.files().table(),
                name -> Optional.of(served).filter(each -> FormerSources.hasFiles(each, name)),
                message -> {},
                problems)
            .again(served);
    return AskedSources.of(site, map, problems.all());
  }

  private DataMapBuilder builder(
      Project project,
      PluginHost plugins,
      FileTable former,
      Function<String, Optional<DataMap>> lastGood,
      Consumer<String> progress,
      Problems problems) {
    return new DataMapBuilder(
        project,
        plugins,
        settings.state().cache(),
        new ProjectModelFiles(
            project, gate, SiteCompiler.allowedFolders(project, settings.state())),
        former,
        lastGood,
        progress,
        problems);
  }
}
