package com.example.sales;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sales files of a folder, one for each region and named after it. Whatever a file holds
 * besides, only the rows of its region are served; each region gets a view {@code sales_<region>}.
 */
public final class SalesByRegion implements VirtualParquetPlugin {

  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) throws IOException {
    String name = context.options().string("folder").orElse("warehouse/sales");
    Path folder = context.projectRoot().resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "option 'folder' names " + name + ", and there is no such folder");
    }
    context.progress("listing " + name);
    List<VirtualParquetFile> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file :
          found.filter(path -> path.toString().endsWith(".parquet")).sorted().toList()) {
        context.cancellation().throwIfCancelled();
        files.add(file(file));
      }
    }
    return VirtualParquetManifest.of(files)
        .withTemplateName("sales_[region]")
        .withRowFilterTemplate("region = ?");
  }

  private static VirtualParquetFile file(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    String region = fileName.substring(0, fileName.length() - ".parquet".length());
    return VirtualParquetFile.of("data/sales/" + fileName, file)
        .withSize(Files.size(file))
        .withRowFilter("region = '" + region.replace("'", "''") + "'");
  }
}
