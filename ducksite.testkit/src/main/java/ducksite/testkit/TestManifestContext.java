package ducksite.testkit;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A manifest context whose project is a folder of the test. Other sources and models are what the
 * test says they are. Immutable but for the progress it records.
 */
public final class TestManifestContext implements ManifestContext {

  private final Path projectRoot;
  private final String sourceName;
  private final Options options;
  private final @Nullable String filterExpr;
  private final Cancellation cancellation;
  private final TestLog log = new TestLog();
  private final Map<String, VirtualParquetManifest> sources;
  private final Map<String, VirtualParquetManifest> models;
  private final List<String> progress = new CopyOnWriteArrayList<>();

  private TestManifestContext(
      Path projectRoot,
      String sourceName,
      Options options,
      @Nullable String filterExpr,
      Cancellation cancellation,
      Map<String, VirtualParquetManifest> sources,
      Map<String, VirtualParquetManifest> models) {
    this.projectRoot = projectRoot;
    this.sourceName = sourceName;
    this.options = options;
    this.filterExpr = filterExpr;
    this.cancellation = cancellation;
    this.sources = sources;
    this.models = models;
  }

  /**
   * A context for a source named {@code source}, without options, whose project root is the given
   * folder.
   */
  public static TestManifestContext in(Path projectRoot) {
    return new TestManifestContext(
        projectRoot.toAbsolutePath().normalize(),
        "source",
        Options.empty(),
        null,
        () -> false,
        Map.of(),
        Map.of());
  }

  /** The same context for a source of another name. */
  public TestManifestContext withSourceName(String name) {
    return new TestManifestContext(
        projectRoot, name, options, filterExpr, cancellation, sources, models);
  }

  /** The same context with these source options. */
  public TestManifestContext withOptions(Map<String, ?> values) {
    return new TestManifestContext(
        projectRoot, sourceName, Options.of(values), filterExpr, cancellation, sources, models);
  }

  /** The same context with a hint of which rows will be asked for. */
  public TestManifestContext withFilterExpr(String predicate) {
    return new TestManifestContext(
        projectRoot, sourceName, options, predicate, cancellation, sources, models);
  }

  /** The same context with this cancellation. */
  public TestManifestContext withCancellation(Cancellation other) {
    return new TestManifestContext(
        projectRoot, sourceName, options, filterExpr, other, sources, models);
  }

  /** The same context with another source, whose HTTP paths begin with {@code data/<name>/}. */
  public TestManifestContext withFileSource(String name, VirtualParquetManifest manifest) {
    return new TestManifestContext(
        projectRoot,
        sourceName,
        options,
        filterExpr,
        cancellation,
        with(sources, name, manifest),
        models);
  }

  /** The same context with a model that reads these files. */
  public TestManifestContext withModel(String name, VirtualParquetManifest manifest) {
    return new TestManifestContext(
        projectRoot,
        sourceName,
        options,
        filterExpr,
        cancellation,
        sources,
        with(models, name, manifest));
  }

  /** What the plugin reported, in order. */
  public List<String> progressMessages() {
    return List.copyOf(progress);
  }

  @Override
  public Path projectRoot() {
    return projectRoot;
  }

  @Override
  public String sourceName() {
    return sourceName;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Path scratchFolder() {
    try {
      return Files.createDirectories(projectRoot.resolve(".ducksite_data/cache/test-scratch"));
    } catch (IOException e) {
      throw new UncheckedIOException("scratch folder below " + projectRoot + " cannot be made", e);
    }
  }

  @Override
  public Optional<String> filterExpr() {
    return Optional.ofNullable(filterExpr);
  }

  @Override
  public void progress(String message) {
    progress.add(message);
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public TestLog log() {
    return log;
  }

  @Override
  public VirtualParquetManifest manifestFromFileSource(String name, String httpPrefix) {
    VirtualParquetManifest source = sources.get(name);
    if (source == null || source.files().isEmpty()) {
      throw new IllegalArgumentException("no source '" + name + "' with files precedes this one");
    }
    List<VirtualParquetFile> moved = new ArrayList<>();
    for (VirtualParquetFile file : source.files()) {
      moved.add(moved(file, httpPrefix, "data/" + name + "/"));
    }
    VirtualParquetManifest result = VirtualParquetManifest.of(moved);
    result = source.templateName().map(result::withTemplateName).orElse(result);
    return source.rowFilterTemplate().map(result::withRowFilterTemplate).orElse(result);
  }

  @Override
  public VirtualParquetManifest manifestFromModelViews(List<String> modelNames, String httpPrefix) {
    if (modelNames.isEmpty()) {
      throw new IllegalArgumentException("no model is named");
    }
    Map<String, VirtualParquetFile> moved = new LinkedHashMap<>();
    for (String name : modelNames) {
      VirtualParquetManifest model = models.get(name);
      if (model == null || model.files().isEmpty()) {
        throw new IllegalArgumentException("model '" + name + "' is unknown or reads no Parquet");
      }
      for (VirtualParquetFile file : model.files()) {
        VirtualParquetFile target = moved(file, httpPrefix, "data/");
        moved.putIfAbsent(target.httpPath(), target);
      }
    }
    return VirtualParquetManifest.of(moved.values());
  }

  @Override
  public VirtualParquetManifest manifestFromParquetDirectory(
      Path directory, String httpPrefix, boolean recursive) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    List<VirtualParquetFile> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(directory, recursive ? Integer.MAX_VALUE : 1)) {
      for (Path file : found.filter(TestManifestContext::isParquet).sorted().toList()) {
        String relative = directory.relativize(file).toString().replace('\\', '/');
        files.add(
            VirtualParquetFile.of(withSlash(httpPrefix) + relative, file)
                .withSize(Files.size(file)));
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("folder '" + directory + "' holds no Parquet file");
    }
    return VirtualParquetManifest.of(files);
  }

  private static boolean isParquet(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".parquet")
        && Files.isRegularFile(file);
  }

  private static VirtualParquetFile moved(
      VirtualParquetFile file, String httpPrefix, String oldPrefix) {
    String path = file.httpPath();
    String rest = path.startsWith(oldPrefix) ? path.substring(oldPrefix.length()) : path;
    VirtualParquetFile target =
        VirtualParquetFile.of(withSlash(httpPrefix) + rest, file.location())
            .withPartitions(file.partitions());
    if (file.size().isPresent()) {
      target = target.withSize(file.size().getAsLong());
    }
    target = file.version().map(target::withVersion).orElse(target);
    return file.rowFilter().map(target::withRowFilter).orElse(target);
  }

  private static String withSlash(String prefix) {
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }

  private static Map<String, VirtualParquetManifest> with(
      Map<String, VirtualParquetManifest> map, String name, VirtualParquetManifest manifest) {
    Map<String, VirtualParquetManifest> copy = new LinkedHashMap<>(map);
    copy.put(name, manifest);
    return Collections.unmodifiableMap(copy);
  }
}
