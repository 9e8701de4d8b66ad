package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.FileAccess;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.OnEmpty;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Builds the data map of a project: every source is asked for its files, and what it tells is
 * checked. Sources without a plugin come first, so that plugins can refer to them. Confined to the
 * building thread.
 */
public final class DataMapBuilder {

  private static final String STATIC = "static";
  private static final List<FileAccess> STRICTEST =
      List.of(FileAccess.NONE, FileAccess.FILTERED, FileAccess.RAW);

  private final Project project;
  private final PluginHost plugins;
  private final Path scratch;
  private final ModelFiles models;
  private final Consumer<String> progress;
  private final Problems problems;
  private final Map<String, MappedFile> files = new LinkedHashMap<>();
  private final Map<String, SourceFiles> sources = new LinkedHashMap<>();

  /**
   * A builder for one build.
   *
   * @param scratch where plugins keep downloads, one folder for each
   */
  public DataMapBuilder(
      Project project,
      PluginHost plugins,
      Path scratch,
      ModelFiles models,
      Consumer<String> progress,
      Problems problems) {
    this.project = project;
    this.plugins = plugins;
    this.scratch = scratch;
    this.models = models;
    this.progress = progress;
    this.problems = problems;
  }

  /** The map of all files that could be found; what could not is reported. */
  public DataMap build() {
    List<FileSource> all = project.config().fileSources();
    all.stream().filter(source -> source.plugin() == null).forEach(this::addSource);
    all.stream().filter(source -> source.plugin() != null).forEach(this::addSource);
    return ordered();
  }

  /** The map that an earlier build has stored, with the settings of its own project. */
  public static DataMap stored(Project project, FileTable files) {
    Map<String, FileList> bySource = files.bySource();
    Map<String, SourceFiles> sources = new LinkedHashMap<>();
    for (FileSource source : project.config().fileSources()) {
      List<MappedFile> own = bySource.getOrDefault(nameOf(source), files.list().select(new int[0]));
      sources.merge(
          nameOf(source),
          described(source, sources.containsKey(nameOf(source)) ? List.of() : own),
          DataMapBuilder::merged);
    }
    return new DataMap(files, sources.values());
  }

  private DataMap ordered() {
    List<SourceFiles> inOrder = new ArrayList<>();
    for (FileSource source : project.config().fileSources()) {
      Optional.ofNullable(sources.get(nameOf(source))).ifPresent(inOrder::add);
    }
    return new DataMap(files.values(), inOrder);
  }

  private void addSource(FileSource source) {
    progress.accept("looking at " + source.label());
    if (!SupportedKeys.check(source, problems)) {
      return;
    }
    FoundFiles found = new FoundFiles(project.root(), source, problems);
    if (source.plugin() == null) {
      addGlob(source, found);
    } else {
      addManifest(source, found);
    }
    List<MappedFile> own = found.files();
    for (MappedFile file : own) {
      MappedFile other = files.putIfAbsent(file.httpPath(), file);
      if (other != null) {
        reportDuplicate(source, file, other);
      }
    }
    sources.merge(nameOf(source), described(source, own), DataMapBuilder::merged);
    if (own.isEmpty() && !found.hasFailed()) {
      reportEmpty(source);
    }
  }

  private void addGlob(FileSource source, FoundFiles found) {
    String pattern = source.upstreamGlob();
    boolean keysAreGiven = pattern == null;
    try {
      Glob glob = Glob.of(keysAreGiven ? STATIC + "/" + source.pattern() : pattern);
      Path base = keysAreGiven ? project.root().resolve(STATIC) : glob.baseFolder(project.root());
      for (Path file : glob.files(project.root())) {
        if (leadsOut(file, base)) {
          progress.accept("leaving out " + file + ": the link leads out of the project");
          continue;
        }
        String relative = base.relativize(file).toString();
        found.add(keysAreGiven ? relative : prefix(source) + relative, file);
      }
    } catch (IOException e) {
      found.fail(
          "data/folder-unreadable",
          "upstream_glob",
          "a folder of the pattern cannot be read: " + e.getMessage(),
          "check its permissions");
    } catch (PatternSyntaxException e) {
      found.fail(
          "config/pattern",
          "upstream_glob",
          "the pattern is not valid: " + e.getDescription(),
          "close the bracket");
    }
  }

  /**
   * Whether a file is a link to a place that neither the project nor the pattern's folder holds.
   */
  private boolean leadsOut(Path file, Path base) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return false;
    }
    Path real = file.toRealPath();
    return !real.startsWith(base.toRealPath()) && !real.startsWith(project.root().toRealPath());
  }

  private void addManifest(FileSource source, FoundFiles found) {
    SourceManifestContext context =
        new SourceManifestContext(project.root(), source, scratch, ordered(), models, progress);
    Optional<VirtualParquetManifest> manifest = ManifestCall.of(plugins, source, context, found);
    manifest.ifPresent(files -> files.files().forEach(file -> found.add(prefix(source), file)));
  }

  private static SourceFiles described(FileSource source, List<MappedFile> files) {
    List<MappedFile> read = files;
    if (source.positions().containsKey("pattern")) {
      Glob pattern = Glob.of(source.pattern());
      read = files.stream().filter(file -> pattern.matches(file.httpPath())).toList();
    }
    // Sources without a name are one in the map; each file carries the filter of its own.
    @Nullable String filter = source.name() == null ? null : source.rowFilter();
    return new SourceFiles(nameOf(source), filter, source.access(), read);
  }

  /** Sources without a name, as one: what the strictest allows. */
  private static SourceFiles merged(SourceFiles left, SourceFiles right) {
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

  private void reportDuplicate(FileSource source, MappedFile file, MappedFile other) {
    problems.add(
        source
            .position()
            .error(
                "data/duplicate-path",
                "'"
                    + file.httpPath()
                    + "' is produced by "
                    + source.label()
                    + " and by "
                    + (other.source().isEmpty()
                        ? "a file source without a name"
                        : "file source '" + other.source() + "'"),
                "give the sources different names or prefixes"));
  }

  private void reportEmpty(FileSource source) {
    if (source.onEmpty() == OnEmpty.IGNORE) {
      return;
    }
    Position place =
        source.position(
            source.plugin() != null
                ? "plugin"
                : source.upstreamGlob() != null ? "upstream_glob" : "pattern");
    Problem problem =
        place.error(
            "data/empty-source",
            source.label() + " has no files",
            "check the pattern, or set on_empty = \"warn\"");
    problems.add(
        source.onEmpty() == OnEmpty.WARN || source.name() == null
            ? problem.withSeverity(Severity.WARNING)
            : problem);
  }

  static String nameOf(FileSource source) {
    return source.name() == null ? "" : source.name();
  }

  private static String prefix(FileSource source) {
    return source.name() == null ? "data/" : "data/" + source.name() + "/";
  }
}
