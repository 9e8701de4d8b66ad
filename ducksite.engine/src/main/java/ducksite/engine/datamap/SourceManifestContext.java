package ducksite.engine.datamap;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.engine.plugin.Provider;
import ducksite.engine.project.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one source's plugin may know and use during one build. */
final class SourceManifestContext implements ManifestContext {

  private static final String ROOT = "data/";
  private static final String SUFFIX = ".parquet";

  private final Path projectRoot;
  private final FileSource source;
  private final Path scratch;
  private final EarlierSources earlier;
  private final ModelFiles models;
  private final Consumer<String> progress;
  private final Options options;
  private final Cancellation cancellation;
  private final System.Logger log;

  SourceManifestContext(
      Path projectRoot,
      FileSource source,
      Path scratch,
      EarlierSources earlier,
      ModelFiles models,
      Consumer<String> progress) {
    this(
        projectRoot,
        source,
        scratch,
        earlier,
        models,
        progress,
        source.options(),
        () -> false,
        System.getLogger("ducksite.plugin"));
  }

  private SourceManifestContext(
      Path projectRoot,
      FileSource source,
      Path scratch,
      EarlierSources earlier,
      ModelFiles models,
      Consumer<String> progress,
      Options options,
      Cancellation cancellation,
      System.Logger log) {
    this.projectRoot = projectRoot;
    this.source = source;
    this.scratch = scratch;
    this.earlier = earlier;
    this.models = models;
    this.progress = progress;
    this.options = options;
    this.cancellation = cancellation;
    this.log = log;
  }

  /** The source that the plugin has asked for too early, if any. */
  Optional<FileSource> missing() {
    return earlier.missing();
  }

  /** The same context for one call of a plugin. */
  SourceManifestContext during(Provider<?> provider, Options complete, Cancellation signal) {
    return new SourceManifestContext(
        projectRoot,
        source,
        scratch.resolve(provider.pluginId()),
        earlier,
        models,
        progress,
        complete,
        signal,
        provider.log());
  }

  @Override
  public Path projectRoot() {
    return projectRoot;
  }

  @Override
  public String sourceName() {
    return DataMapBuilder.nameOf(source);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Path scratchFolder() {
    Path folder = scratch.resolve(sourceName().isEmpty() ? "unnamed" : sourceName());
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the scratch folder cannot be made", e);
    }
  }

  @Override
  public Optional<String> filterExpr() {
    Optional<String> readers =
        source.name() == null ? Optional.empty() : models.wanted(source.name());
    return Optional.ofNullable(
        Predicates.and(TimeWindow.filter(source).orElse(null), readers.orElse(null)));
  }

  @Override
  public void progress(String message) {
    progress.accept(source.label() + ": " + message);
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public System.Logger log() {
    return log;
  }

  @Override
  public VirtualParquetManifest manifestFromFileSource(String sourceName, String httpPrefix) {
    SourceFiles other =
        earlier
            .find(sourceName)
            .filter(each -> !each.files().isEmpty())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no file source '" + sourceName + "' with files"));
    String own = ROOT + other.name() + "/";
    return templated(
        manifest(
            other.files(),
            httpPrefix,
            path -> path.startsWith(own) ? path.substring(own.length()) : withoutRoot(path)),
        other.template());
  }

  @Override
  public VirtualParquetManifest manifestFromModelViews(List<String> modelNames, String httpPrefix) {
    if (modelNames.isEmpty()) {
      throw new IllegalArgumentException("the list of models is empty");
    }
    earlier.demand(models.mentions(modelNames));
    return manifest(
        models.read(modelNames, earlier.map()), httpPrefix, SourceManifestContext::withoutRoot);
  }

  @Override
  public VirtualParquetManifest manifestFromParquetDirectory(
      Path directory, String httpPrefix, boolean recursive) throws IOException {
    Path folder = projectRoot.resolve(directory).normalize();
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "the folder does not exist");
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    try (Stream<Path> walk = Files.walk(folder, recursive ? Integer.MAX_VALUE : 1)) {
      List<VirtualParquetFile> files =
          walk.filter(Files::isRegularFile)
              .filter(
                  file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX))
              .map(file -> VirtualParquetFile.of(httpPrefix + "/" + folder.relativize(file), file))
              .sorted(java.util.Comparator.comparing(VirtualParquetFile::httpPath))
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException("the folder " + directory + " holds no Parquet file");
      }
      return VirtualParquetManifest.of(files);
    }
  }

  private VirtualParquetManifest manifest(
      List<MappedFile> files, String httpPrefix, UnaryOperator<String> relative) {
    return VirtualParquetManifest.of(
        files.stream()
            .map(file -> again(file, httpPrefix + "/" + relative.apply(file.httpPath())))
            .toList());
  }

  /** The same file at another path; the filters of its source go with it. */
  private VirtualParquetFile again(MappedFile file, String httpPath) {
    VirtualParquetFile copy =
        VirtualParquetFile.of(httpPath, file.location()).withPartitions(file.partitions());
    String filter = earlier.map().sourceOf(file).filterOf(file);
    return filter == null ? copy : copy.withRowFilter(filter);
  }

  private static VirtualParquetManifest templated(
      VirtualParquetManifest manifest, @Nullable SourceTemplate template) {
    if (template == null) {
      return manifest;
    }
    VirtualParquetManifest named = manifest.withTemplateName(template.name());
    return template.rowFilter() == null ? named : named.withRowFilterTemplate(template.rowFilter());
  }

  private static String withoutRoot(String path) {
    return path.startsWith(ROOT) ? path.substring(ROOT.length()) : path;
  }
}
