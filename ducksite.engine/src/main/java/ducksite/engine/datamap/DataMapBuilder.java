package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.OnEmpty;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the data map of a project: every source is asked for its files, and what it tells is
 * checked. Sources without a plugin come first, so that plugins can refer to them. Confined to the
 * building thread.
 */
public final class DataMapBuilder {

  /** The code of the warning that a source keeps the files of its last good manifest. */
  public static final String LAST_MANIFEST = "data/last-manifest";

  private final Project project;
  private final PluginHost plugins;
  private final Path scratch;
  private final ModelFiles models;
  private final Consumer<String> progress;
  private final Problems problems;
  private final LocationCache locations;
  private final FileTable former;
  private final Function<String, Optional<DataMap>> lastGood;
  private final Set<FileSource> begun = new LinkedHashSet<>();
  private final Map<String, ProxiedFile> proxied = new LinkedHashMap<>();
  private final Set<FileSource> finished = new LinkedHashSet<>();
  private final Map<String, SourceTemplate> templates = new LinkedHashMap<>();
  private FileTable files = FileTable.of(List.of());
  private boolean again;

  /**
   * A builder for one build.
   *
   * @param cache holds the folders where plugins keep downloads, and copies of files that lie
   *     elsewhere
   * @param former what an earlier build has found: files that have not changed are not opened
   * @param lastGood an earlier build's map where a source had files, for when its plugin fails;
   *     nothing when a failure is an error
   */
  public DataMapBuilder(
      Project project,
      PluginHost plugins,
      Path cache,
      ModelFiles models,
      FileTable former,
      Function<String, Optional<DataMap>> lastGood,
      Consumer<String> progress,
      Problems problems) {
    this.project = project;
    this.plugins = plugins;
    this.scratch = cache;
    this.locations =
        new LocationCache(
            plugins, cache.resolve("locations"), project.config().cache().locationBytes());
    this.former = former;
    this.lastGood = lastGood;
    this.models = models;
    this.progress = progress;
    this.problems = problems;
  }

  /** The map of all files that could be found; what could not is reported. */
  public DataMap build() {
    List<FileSource> all = project.config().fileSources();
    all.stream()
        .filter(source -> source.plugin() == null)
        .forEach(source -> add(source, List.of()));
    all.stream()
        .filter(source -> source.plugin() != null)
        .forEach(source -> add(source, List.of()));
    return ordered();
  }

  /**
   * The map with what plugins tell now. The files of sources without a plugin are taken from an
   * earlier map of the same project.
   */
  public DataMap again(DataMap earlier) {
    List<FileSource> all = project.config().fileSources();
    Set<String> asked =
        all.stream()
            .filter(source -> source.plugin() != null)
            .map(DataMapBuilder::nameOf)
            .collect(Collectors.toSet());
    for (FileSource source : all) {
      if (!asked.contains(nameOf(source))) {
        begun.add(source);
        settled(source, DescribedSource.template(source, null, null));
      }
    }
    files = earlier.files().table().without(asked);
    again = true;
    return build();
  }

  private DataMap ordered() {
    return DescribedSources.of(
            project.config().fileSources().stream().filter(finished::contains).toList(),
            files,
            templates)
        .withProxied(new ProxiedFiles(proxied.values()));
  }

  private void add(FileSource source, List<FileSource> waiting) {
    if (!begun.add(source)) {
      return;
    }
    progress.accept("looking at " + source.label());
    if (!SourcePatterns.areValid(source, problems)) {
      return;
    }
    if (source.plugin() == null) {
      FoundFiles found = new FoundFiles(project.root(), source, locations, former, problems);
      new GlobbedFiles(project, progress).find(source, found);
      finish(source, found, DescribedSource.template(source, null, null));
    } else {
      List<FileSource> path = new ArrayList<>(waiting);
      path.add(source);
      ask(source, path);
    }
  }

  /** Asks a plugin, again after each source that it turns out to need. */
  private void ask(FileSource source, List<FileSource> path) {
    while (true) {
      Problems own = new Problems();
      FoundFiles found = new FoundFiles(project.root(), source, locations, former, own);
      SourceManifestContext context =
          new SourceManifestContext(
              project.root(), source, scratch, earlier(path), models, progress);
      Optional<VirtualParquetManifest> manifest =
          ManifestCall.of(plugins, source, context, again, found);
      Optional<FileSource> missing = context.missing();
      if (missing.isEmpty()) {
        manifest.ifPresent(told -> found.add(prefix(source), told.files(), progress));
        found.summarize();
        settle(source, found, manifest, own);
        return;
      }
      if (path.contains(missing.get())) {
        reportCycle(source, path.subList(path.indexOf(missing.get()), path.size()));
        return;
      }
      add(missing.get(), path);
    }
  }

  private EarlierSources earlier(List<FileSource> path) {
    List<FileSource> all = project.config().fileSources();
    Set<String> names = new LinkedHashSet<>();
    project.models().forEach(model -> names.add(model.name().toLowerCase(Locale.ROOT)));
    return new EarlierSources(
        ordered(), all.stream().filter(each -> !begun.contains(each)).toList(), path, names);
  }

  /** What failed keeps the files of an earlier build, where there are any. */
  private void settle(
      FileSource source,
      FoundFiles found,
      Optional<VirtualParquetManifest> manifest,
      Problems own) {
    boolean failed = found.hasFailed() || isWronglyEmpty(source, manifest);
    Optional<DataMap> former =
        failed && source.name() != null ? lastGood.apply(source.name()) : Optional.empty();
    if (former.isEmpty()) {
      problems.addAll(own.all());
      @Nullable String name = manifest.flatMap(VirtualParquetManifest::templateName).orElse(null);
      @Nullable String filter =
          manifest.flatMap(VirtualParquetManifest::rowFilterTemplate).orElse(null);
      finish(source, found, DescribedSource.template(source, name, filter));
      return;
    }
    if (isWronglyEmpty(source, manifest)) {
      EmptySource.report(source, own);
    }
    own.all().stream()
        .map(problem -> problem.withSeverity(Severity.WARNING))
        .forEach(problems::add);
    problems.add(
        source
            .position("plugin")
            .warning(
                LAST_MANIFEST,
                source.label() + " keeps the files of its last good manifest",
                "repair the plugin; the site is served with the former files until then"));
    FoundFiles kept = new FoundFiles(project.root(), source, locations, this.former, problems);
    Optional<SourceFiles> files = former.get().source(source.name());
    files.ifPresent(each -> each.files().forEach(kept::keep));
    former.get().proxied().of(source.name()).forEach(kept::keep);
    finish(source, kept, files.map(SourceFiles::template).orElse(null));
  }

  private static boolean isWronglyEmpty(
      FileSource source, Optional<VirtualParquetManifest> manifest) {
    return source.onEmpty() == OnEmpty.ERROR
        && manifest.filter(told -> told.files().isEmpty()).isPresent();
  }

  private void finish(FileSource source, FoundFiles found, @Nullable SourceTemplate template) {
    FileTable own = found.table();
    files = files.and(own, (file, twin) -> reportDuplicate(source, twin.httpPath(), file.source()));
    for (ProxiedFile file : found.proxied()) {
      Optional<MappedFile> other = files.find(file.httpPath());
      ProxiedFile twin = proxied.putIfAbsent(file.httpPath(), file);
      if (other.isPresent() || twin != null) {
        reportDuplicate(
            source, file.httpPath(), other.map(MappedFile::source).orElseGet(twin::source));
      }
    }
    settled(source, template);
    if (own.size() == 0 && found.proxied().isEmpty() && !found.hasFailed()) {
      EmptySource.report(source, problems);
    }
  }

  private void settled(FileSource source, @Nullable SourceTemplate template) {
    finished.add(source);
    if (template != null) {
      templates.put(nameOf(source), template);
    }
  }

  private void reportCycle(FileSource source, List<FileSource> cycle) {
    String names = cycle.stream().map(DataMapBuilder::nameOf).collect(Collectors.joining(" -> "));
    problems.add(
        source
            .position("plugin")
            .error(
                "data/source-cycle",
                "file sources refer to each other in a circle: "
                    + names
                    + " -> "
                    + nameOf(cycle.getFirst()),
                "let one of them name its files itself"));
  }

  private void reportDuplicate(FileSource source, String httpPath, String other) {
    problems.add(
        source
            .position()
            .error(
                "data/duplicate-path",
                "'"
                    + httpPath
                    + "' is produced by "
                    + source.label()
                    + " and by "
                    + (other.isEmpty()
                        ? "a file source without a name"
                        : "file source '" + other + "'"),
                "give the sources different names or prefixes"));
  }

  static String nameOf(FileSource source) {
    return source.name() == null ? "" : source.name();
  }

  static String prefix(FileSource source) {
    return source.name() == null ? "data/" : "data/" + source.name() + "/";
  }
}
