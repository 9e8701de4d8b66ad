package ducksite.testkit;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An author's context with other options or another cancellation, and with its progress kept. */
final class DelegatingManifestContext implements ManifestContext {

  private final ManifestContext context;
  private final Options options;
  private final Cancellation cancellation;
  private final List<String> progress = new CopyOnWriteArrayList<>();

  DelegatingManifestContext(ManifestContext context) {
    this(context, context.options(), context.cancellation());
  }

  private DelegatingManifestContext(
      ManifestContext context, Options options, Cancellation cancellation) {
    this.context = context;
    this.options = options;
    this.cancellation = cancellation;
  }

  DelegatingManifestContext withOptions(Map<String, Object> values) {
    return new DelegatingManifestContext(context, Options.of(values), cancellation);
  }

  DelegatingManifestContext withCancellation(Cancellation other) {
    return new DelegatingManifestContext(context, options, other);
  }

  List<String> progressLines() {
    return List.copyOf(progress);
  }

  @Override
  public Path projectRoot() {
    return context.projectRoot();
  }

  @Override
  public String sourceName() {
    return context.sourceName();
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Path scratchFolder() {
    return context.scratchFolder();
  }

  @Override
  public Optional<String> filterExpr() {
    return context.filterExpr();
  }

  @Override
  public void progress(String message) {
    progress.add(message);
    context.progress(message);
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public System.Logger log() {
    return context.log();
  }

  @Override
  public VirtualParquetManifest manifestFromFileSource(String sourceName, String httpPrefix) {
    return context.manifestFromFileSource(sourceName, httpPrefix);
  }

  @Override
  public VirtualParquetManifest manifestFromModelViews(List<String> modelNames, String httpPrefix) {
    return context.manifestFromModelViews(modelNames, httpPrefix);
  }

  @Override
  public VirtualParquetManifest manifestFromParquetDirectory(
      Path directory, String httpPrefix, boolean recursive) throws IOException {
    return context.manifestFromParquetDirectory(directory, httpPrefix, recursive);
  }
}
