package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.plugin.PluginException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StuckPluginTest {

  @TempDir Path folder;

  @Test
  void aPluginThatSpinsIsStuckAndItsNeighbourAnswers() throws IOException {
    String spin = "spin(context.projectRoot().resolve(\"stop\"))";
    String method =
        "static String spin(java.nio.file.Path stop) { while (!java.nio.file.Files.exists(stop)) {"
            + " Thread.onSpinWait(); } return \"data/stopped.parquet\"; }\n"
            + "@Override";
    try (Site site = new Site(folder)) {
      site.write(
          "plugins/Spins.java", Site.source("", "Spins", spin).replaceFirst("@Override", method));
      Site.plain("fine").writeTo(site.plugin("fine.jar"));
      Duration limit = Duration.ofSeconds(30);
      PluginHost host =
          site.open(site.settings().withLimits(new PluginLimits(2, 4, limit, limit, limit)));
      Provider<VirtualParquetPlugin> spins = host.find(VirtualParquetPlugin.class, "Spins");
      for (int call = 0; call < 2; call++) {
        assertEquals(PluginState.ACTIVE, site.report("Spins").state());
        assertEquals(Kind.TIMEOUT, failure(site, spins).kind());
      }
      while (site.report("Spins").state() != PluginState.STUCK) {
        Thread.onSpinWait();
      }
      assertEquals(Kind.STUCK, failure(site, spins).kind());
      assertEquals(2, host.counters().get("Spins").timeouts());
      assertEquals(
          "data/fine.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "fine")));

      site.write("stop", "");
      while (site.report("Spins").state() == PluginState.STUCK) {
        Thread.onSpinWait();
      }
      assertEquals("data/stopped.parquet", site.httpPath(spins));
    }
  }

  private static PluginException failure(Site site, Provider<VirtualParquetPlugin> provider) {
    return assertThrows(
        PluginException.class,
        () ->
            provider.call(
                CallKind.MANIFEST,
                Duration.ofSeconds(1),
                (plugin, _) -> plugin.buildManifest(site.context())));
  }
}
