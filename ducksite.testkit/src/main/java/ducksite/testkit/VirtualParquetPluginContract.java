package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every virtual Parquet plugin does, as tests. Extend it, tell plugin and context, and add
 * what is special about yours.
 */
public abstract class VirtualParquetPluginContract extends ProviderContract<VirtualParquetPlugin> {

  private static final int LONGEST_PROGRESS = 200;

  /** For those who extend. */
  protected VirtualParquetPluginContract() {}

  /** The plugin under test, a new one at each call. */
  protected abstract VirtualParquetPlugin plugin();

  /** A context for which the plugin tells at least one file. */
  protected abstract ManifestContext context();

  /** Whether the plugin looks at the context's cancellation: true unless overridden. */
  protected boolean supportsCancellation() {
    return true;
  }

  /** Whether the plugin writes to its scratch folders only: true unless overridden. */
  protected boolean supportsReadOnlyProject() {
    return true;
  }

  /**
   * Options that the plugin refuses by an {@code IllegalArgumentException} that names one of their
   * keys. By default the context's own, each once with a value of a wrong type.
   */
  protected List<? extends Map<String, ?>> badOptions() {
    return BadOptions.from(context().options());
  }

  @Override
  final VirtualParquetPlugin provider() {
    return plugin();
  }

  @Override
  final Object call(VirtualParquetPlugin plugin) throws Exception {
    return plugin.buildManifest(context());
  }

  private VirtualParquetManifest manifest() throws Exception {
    return started().buildManifest(context());
  }

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
    assertAll(
        manifest().files().stream()
            .filter(VirtualParquetPluginContract::isLocal)
            .<Executable>map(file -> () -> assertParquet(file))
            .toList());
  }

  /** A size that is told for a local file is the file's. */
  @Test
  public void tellsTheSizesThatFilesHave() throws Exception {
    for (VirtualParquetFile file : manifest().files()) {
      if (isLocal(file) && file.size().isPresent()) {
        assertEquals(
            Files.size(Path.of(file.location())),
            file.size().getAsLong(),
            () -> file.httpPath() + " has another size");
      }
    }
  }

  /** A plugin whose result is not wanted any more ends by a {@code CancellationException}. */
  @Test
  public void endsWhenItIsCancelled() throws Exception {
    Assumptions.assumeTrue(supportsCancellation(), "the plugin does not look at cancellation");
    VirtualParquetPlugin plugin = started();
    DelegatingManifestContext cancelled =
        new DelegatingManifestContext(context()).withCancellation(() -> true);
    assertThrows(
        CancellationException.class,
        () -> plugin.buildManifest(cancelled),
        "call context.cancellation().throwIfCancelled() in loops and before long work");
  }

  /** Progress is one short line. */
  @Test
  public void reportsProgressInShortLines() throws Exception {
    DelegatingManifestContext context = new DelegatingManifestContext(context());
    started().buildManifest(context);
    for (String line : context.progressLines()) {
      assertFalse(
          line.isBlank() || line.length() > LONGEST_PROGRESS || line.contains("\n"),
          () -> "not one short line: " + line);
    }
  }

  /** The project's own files are not touched. */
  @Test
  public void leavesTheProjectAsItFoundIt() throws Exception {
    Assumptions.assumeTrue(supportsReadOnlyProject(), "the plugin writes into the project");
    ManifestContext context = context();
    VirtualParquetPlugin plugin = started();
    context.scratchFolder();
    FolderSnapshot before = FolderSnapshot.of(context.projectRoot());
    plugin.buildManifest(context);
    assertEquals(
        List.of(),
        before.changes(FolderSnapshot.of(context.projectRoot())),
        "write to context.scratchFolder()");
  }

  /** A wrong option is refused by name. */
  @Test
  public void refusesBadOptions() throws Exception {
    List<? extends Map<String, ?>> bad = badOptions();
    Assumptions.assumeFalse(bad.isEmpty(), "the plugin has no options");
    VirtualParquetPlugin plugin = started();
    BadOptions.assertRefused(
        bad,
        options ->
            plugin.buildManifest(new DelegatingManifestContext(context()).withOptions(options)));
  }

  private static boolean isLocal(VirtualParquetFile file) {
    return "file".equals(file.location().getScheme());
  }

  private static void assertParquet(VirtualParquetFile told) throws IOException {
    Path file = Path.of(told.location());
    assertTrue(Files.isRegularFile(file), () -> told.httpPath() + ": there is no file " + file);
    byte[] ends = new byte[8];
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      assertTrue(bytes.length() >= ends.length, () -> file + " is not Parquet: it is too short");
      bytes.readFully(ends, 0, 4);
      bytes.seek(bytes.length() - 4);
      bytes.readFully(ends, 4, 4);
    }
    assertEquals(
        "PAR1PAR1", new String(ends, StandardCharsets.ISO_8859_1), () -> file + " is not Parquet");
  }
}
