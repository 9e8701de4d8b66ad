package ducksite.engine.plugin;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.testkit.PluginJar;
import ducksite.testkit.TestManifestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project folder of a test, with the sources of small plugins. */
final class Site implements AutoCloseable {

  final Path root;
  final Problems problems = new Problems();
  private PluginHost host;

  Site(Path root) {
    this.root = root;
  }

  PluginHostSettings settings() {
    return PluginHostSettings.of(root, root.resolve(".ducksite_data"));
  }

  PluginHost open() {
    return open(settings());
  }

  PluginHost open(PluginHostSettings settings) {
    host = PluginHost.open(settings, problems);
    return host;
  }

  Path plugin(String name) {
    return root.resolve("plugins").resolve(name);
  }

  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  ManifestContext context() {
    return TestManifestContext.in(root);
  }

  /** The HTTP path of the only file of a source that a provider tells. */
  String httpPath(Provider<VirtualParquetPlugin> provider) {
    return provider.call(
        CallKind.MANIFEST,
        (plugin, _) -> plugin.buildManifest(context()).files().getFirst().httpPath());
  }

  static PluginChoice choice(
      @Nullable Set<String> enabled, Set<String> disabled, Set<String> required) {
    return new PluginChoice(enabled, disabled, required, false, Set.of(), EnabledPlugins.all());
  }

  PluginReport report(String id) {
    return host.plugins().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  List<String> codes() {
    return problems.all().stream().map(Problem::code).toList();
  }

  /** A class that tells one file, whose HTTP path it is given. The expression may be any Java. */
  static String source(String packageName, String className, String expression) {
    return """
    %spublic class %s implements ducksite.api.manifest.VirtualParquetPlugin {
      @Override public ducksite.api.manifest.VirtualParquetManifest buildManifest(
          ducksite.api.manifest.ManifestContext context) throws Exception {
        String path = %s;
        return ducksite.api.manifest.VirtualParquetManifest.of(java.util.List.of(
            ducksite.api.manifest.VirtualParquetFile.of(path, context.projectRoot().resolve("a.parquet"))));
      }
    }
    """
        .formatted(
            packageName.isEmpty() ? "" : "package " + packageName + ";\n", className, expression);
  }

  /** A plain jar with one provider {@code p.P} that tells {@code data/<id>.parquet}. */
  static PluginJar plain(String id) {
    return PluginJar.empty()
        .source("p.P", source("p", "P", "\"data/" + id + ".parquet\""))
        .provider(VirtualParquetPlugin.class, "p.P");
  }

  /** A modular jar with one provider {@code m.M} that tells {@code data/<module>.parquet}. */
  static PluginJar modular(String module) {
    return PluginJar.empty()
        .source("module-info", moduleInfo(module, ""))
        .source("m.M", source("m", "M", "\"data/" + module + ".parquet\""));
  }

  static String moduleInfo(String module, String requires) {
    return """
    module %s {
      requires ducksite.api;
      %s
      provides ducksite.api.manifest.VirtualParquetPlugin with m.M;
    }
    """
        .formatted(module, requires);
  }

  @Override
  public void close() {
    closeHost();
  }

  void closeHost() {
    if (host != null) {
      host.close();
    }
  }
}
