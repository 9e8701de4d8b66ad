package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every virtual Parquet plugin does, as tests. Extend it and tell plugin and context. */
public abstract class VirtualParquetPluginContract {

  /** For those who extend. */
  protected VirtualParquetPluginContract() {}

  /** The plugin under test; the same one or a new one at each call. */
  protected abstract VirtualParquetPlugin plugin();

  /** A context for which the plugin tells at least one file. */
  protected abstract ManifestContext context();

  /** It tells at least one file. */
  @Test
  public void tellsFiles() throws Exception {
    assertFalse(manifest().files().isEmpty(), "the manifest is empty");
  }

  /** No HTTP path comes twice. */
  @Test
  public void tellsEachHttpPathOnce() throws Exception {
    Set<String> seen = new HashSet<>();
    for (VirtualParquetFile file : manifest().files()) {
      assertTrue(seen.add(file.httpPath()), () -> file.httpPath() + " comes twice");
    }
  }

  /** Each local file exists and begins and ends as Parquet does. */
  @Test
  public void tellsLocalFilesThatAreParquet() throws Exception {
    List<Executable> checks =
        manifest().files().stream()
            .filter(file -> "file".equals(file.location().getScheme()))
            .<Executable>map(file -> () -> assertParquet(file.httpPath(), Path.of(file.location())))
            .toList();
    assertAll(checks);
  }

  /** Nothing changed, so the second answer equals the first. */
  @Test
  public void tellsTheSameTwice() throws Exception {
    VirtualParquetPlugin plugin = plugin();
    ManifestContext context = context();
    assertEquals(plugin.buildManifest(context), plugin.buildManifest(context));
  }

  /** One instance is called by several threads at once. */
  @Test
  public void tellsTheSameToSeveralThreads() throws Exception {
    VirtualParquetPlugin plugin = plugin();
    ManifestContext context = context();
    Callable<VirtualParquetManifest> call = () -> plugin.buildManifest(context);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<VirtualParquetManifest>> answers =
          threads.invokeAll(List.of(call, call, call, call));
      for (Future<VirtualParquetManifest> answer : answers) {
        assertEquals(answers.getFirst().get(), answer.get());
      }
    }
  }

  private VirtualParquetManifest manifest() throws Exception {
    return plugin().buildManifest(context());
  }

  private static void assertParquet(String httpPath, Path file) throws IOException {
    assertTrue(Files.isRegularFile(file), () -> httpPath + ": there is no file " + file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(4);
      assertEquals(
          "PAR1", new String(bytes, StandardCharsets.ISO_8859_1), () -> file + " is not Parquet");
    }
  }
}
