package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native code is for modular plugins that the operator names. */
final class NativeAccessTest {

  private static final String ENABLED =
      "\"data/\" + getClass().getModule().isNativeAccessEnabled() + \".parquet\"";

  @TempDir private Path folder;

  private static PluginJar modular(String module) {
    return PluginJar.empty()
        .source("module-info", Site.moduleInfo(module, ""))
        .source("m.M", Site.source("m", "M", ENABLED));
  }

  private PluginHost open(Site site, String... granted) {
    return site.open(
        site.settings()
            .withChoice(
                new PluginChoice(
                    null, Set.of(), Set.of(), false, Set.of(granted), EnabledPlugins.all())));
  }

  @Test
  void aNamedModuleHasItAndAnotherHasNot() {
    try (Site site = new Site(folder)) {
      modular("granted").writeTo(site.plugin("granted.jar"));
      modular("other").writeTo(site.plugin("other.jar"));
      PluginHost host = open(site, "granted");
      assertEquals(List.of(), site.problems.all());
      assertEquals(
          "data/true.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "granted")));
      assertEquals(
          "data/false.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "other")));
    }
  }

  @Test
  void aNamedPlainJarAndAJavaFileAreRefusedWithTheReason() throws IOException {
    try (Site site = new Site(folder)) {
      Site.plain("plain").writeTo(site.plugin("plain.jar"));
      Site.plain("mixed").writeTo(folder.resolve("plugins/modular/plain.jar"));
      modular("modular").writeTo(site.plugin("modular.jar"));
      site.write("plugins/Source.java", Site.source("", "Source", "\"data/a.parquet\""));
      open(site, "plain", "modular", "Source", "missing");
      assertEquals(
          List.of(
              "plugin/native-access",
              "plugin/native-access",
              "plugin/native-access",
              "plugin/unknown-id"),
          site.codes().stream().sorted().toList());
      assertTrue(site.report("plain").reason().contains("it is a plain jar"));
      assertTrue(site.report("modular").reason().contains("one of its private jars is no module"));
      assertTrue(site.report("Source").reason().contains("it is a .java file"));
    }
  }

  @Test
  void aRefusalOfThePlatformNamesTheKey() {
    try (Site site = new Site(folder)) {
      String refused =
          "((java.util.function.Supplier<String>) () -> { throw new RuntimeException(new"
              + " IllegalCallerException(\"Illegal native access from module m\")); }).get()";
      PluginJar.empty()
          .source("p.P", Site.source("p", "P", refused))
          .provider(VirtualParquetPlugin.class, "p.P")
          .writeTo(site.plugin("refused.jar"));
      Provider<VirtualParquetPlugin> provider =
          site.open().find(VirtualParquetPlugin.class, "refused");
      PluginException e = assertThrows(PluginException.class, () -> site.httpPath(provider));
      assertTrue(String.valueOf(e.hint()).contains("[plugins] native"), e.hint());
    }
  }
}
