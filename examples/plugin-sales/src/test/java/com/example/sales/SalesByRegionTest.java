package com.example.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.TestManifestContext;
import ducksite.testkit.VirtualParquetPluginContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SalesByRegionTest extends VirtualParquetPluginContract {

  @TempDir Path folder;

  @BeforeEach
  void twoRegions() throws IOException {
    Path sales = Files.createDirectories(folder.resolve("warehouse/sales"));
    Files.writeString(sales.resolve("emea.parquet"), "PAR1PAR1");
    Files.writeString(sales.resolve("na.parquet"), "PAR1PAR1");
  }

  @Override
  protected VirtualParquetPlugin plugin() {
    return new SalesByRegion();
  }

  @Override
  protected ManifestContext context() {
    return TestManifestContext.in(folder).withOptions(Map.of("folder", "warehouse/sales"));
  }

  @Test
  void eachFileServesItsRegionOnly() throws Exception {
    VirtualParquetFile first = plugin().buildManifest(context()).files().getFirst();
    assertEquals("data/sales/emea.parquet", first.httpPath());
    assertEquals(Optional.of("region = 'emea'"), first.rowFilter());
  }

  @Test
  void aMissingFolderIsNamed() {
    ManifestContext context = TestManifestContext.in(folder).withOptions(Map.of("folder", "no"));
    assertThrows(IllegalArgumentException.class, () -> plugin().buildManifest(context));
  }
}
