package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthyPluginsTest {

  @TempDir Path folder;

  @Test
  void aModularJarLivesInALayerOfItsOwn() {
    try (Site site = new Site(folder)) {
      Site.modular("sales.plugin").writeTo(site.plugin("sales.jar"));
      PluginHost host = site.open();
      assertEquals(List.of(), site.problems.all());
      assertEquals("module layer", site.report("sales.plugin").isolation());
      assertEquals(
          "data/sales.plugin.parquet",
          site.httpPath(host.find(VirtualParquetPlugin.class, "sales.plugin")));
    }
  }

  @Test
  void aPlainJarLivesBehindAClassLoader() {
    try (Site site = new Site(folder)) {
      Site.plain("sales").writeTo(site.plugin("sales-1.2.jar"));
      PluginHost host = site.open();
      PluginReport report = site.report("sales");
      assertEquals(List.of(), site.problems.all());
      assertEquals("1.2", report.version());
      assertEquals("class loader", report.isolation());
      assertEquals("plugins/sales-1.2.jar", report.source());
      assertEquals(List.of("VirtualParquetPlugin"), report.spis());
      assertEquals(
          "data/sales.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "sales")));
    }
  }

  @Test
  void privateJarsOfTwoPluginsHoldDifferentVersionsOfOneLibrary() {
    try (Site site = new Site(folder)) {
      for (String version : List.of("one", "two")) {
        PluginJar library =
            PluginJar.empty()
                .source(
                    "lib.Names",
                    "package lib; public class Names { public static String name() { return \""
                        + version
                        + "\"; } }");
        Path jar = library.writeTo(site.plugin(version + "/lib.jar"));
        PluginJar.empty()
            .library(jar)
            .source("p.P", Site.source("p", "P", "lib.Names.name()"))
            .provider(VirtualParquetPlugin.class, "p.P")
            .writeTo(site.plugin(version + ".jar"));
      }
      PluginHost host = site.open();
      assertEquals("one", site.httpPath(host.find(VirtualParquetPlugin.class, "one")));
      assertEquals("two", site.httpPath(host.find(VirtualParquetPlugin.class, "two")));
    }
  }

  @Test
  void aModularJarMayHavePrivateModules() {
    try (Site site = new Site(folder)) {
      Path library =
          PluginJar.empty()
              .source("module-info", "module lib.names { exports lib; }")
              .source(
                  "lib.Names",
                  "package lib; public class Names { public static final Object NAME = \"lib\"; }")
              .writeTo(site.plugin("sales/names.jar"));
      PluginJar.empty()
          .library(library)
          .source("module-info", Site.moduleInfo("sales", "requires lib.names;"))
          .source("m.M", Site.source("m", "M", "lib.Names.NAME.toString()"))
          .writeTo(site.plugin("sales.jar"));
      PluginHost host = site.open();
      assertEquals("module layer", site.report("sales").isolation());
      assertEquals("lib", site.httpPath(host.find(VirtualParquetPlugin.class, "sales")));
    }
  }

  @Test
  void aModularJarWithAPrivateJarThatIsNoModuleLivesBehindAClassLoader() {
    try (Site site = new Site(folder)) {
      Path library =
          PluginJar.empty()
              .source(
                  "lib.Names",
                  "package lib; public class Names { public static final Object NAME = \"lib\"; }")
              .writeTo(site.plugin("sales/names.jar"));
      PluginJar.empty()
          .library(library)
          .source("module-info", Site.moduleInfo("sales", "requires names;"))
          .source("m.M", Site.source("m", "M", "lib.Names.NAME.toString()"))
          .writeTo(site.plugin("sales.jar"));
      PluginHost host = site.open();
      assertEquals(List.of(), site.problems.all());
      assertEquals("class loader", site.report("sales").isolation());
      assertEquals("lib", site.httpPath(host.find(VirtualParquetPlugin.class, "sales")));
    }
  }

  @Test
  void theDescriptionFileTellsIdAndVersion() {
    try (Site site = new Site(folder)) {
      Site.plain("x")
          .descriptor("id = \"orders\"\nversion = \"3.1\"\napi = \">=0.1 <1\"\n")
          .writeTo(site.plugin("x.jar"));
      site.open();
      assertEquals(List.of(), site.problems.all());
      assertEquals("3.1", site.report("orders").version());
    }
  }

  @Test
  void aJarOverwrittenInPlaceDoesNotDisturbTheLoadedPlugin() throws IOException {
    try (Site site = new Site(folder)) {
      Path jar = Site.plain("sales").writeTo(site.plugin("sales.jar"));
      PluginHost host = site.open();
      Files.writeString(jar, "no longer a jar");
      assertEquals(
          "data/sales.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "sales")));
    }
  }

  @Test
  void closingRemovesThePrivateCopies() throws IOException {
    try (Site site = new Site(folder)) {
      Site.plain("sales").writeTo(site.plugin("sales.jar"));
      site.open();
      try (var copies = Files.list(site.settings().workFolder())) {
        assertEquals(1, copies.filter(Files::isDirectory).count());
      }
      site.closeHost();
      try (var copies = Files.list(site.settings().workFolder())) {
        assertEquals(0, copies.filter(Files::isDirectory).count());
      }
    }
  }

  @Test
  void theFingerprintCoversPrivateJars() {
    Site.plain("sales").writeTo(folder.resolve("plugins/sales.jar"));
    String before = fingerprint();
    PluginJar.empty().entry("note.txt", "x").writeTo(folder.resolve("plugins/sales/extra.jar"));
    assertNotEquals(before, fingerprint());
  }

  private String fingerprint() {
    try (Site site = new Site(folder)) {
      return site.open().find(VirtualParquetPlugin.class, "sales").fingerprint();
    }
  }

  @Test
  void allListsTheProvidersOfEveryPluginInOrder() {
    try (Site site = new Site(folder)) {
      Site.plain("b").writeTo(site.plugin("b.jar"));
      Site.plain("a").writeTo(site.plugin("a.jar"));
      Site.plain("z").writeTo(folder.resolve("image/z.jar"));
      PluginHost host = site.open(site.settings().withImageFolder(folder.resolve("image")));
      assertEquals(
          List.of("z", "a", "b"),
          host.all(VirtualParquetPlugin.class).stream().map(Provider::pluginId).toList());
      assertTrue(site.report("z").firstParty());
      assertFalse(site.report("a").firstParty());
    }
  }
}
