package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of manifests fails, by the test that is meant, for plugins that break it. */
final class ManifestContractTest {

  private static Path root;
  private static Supplier<VirtualParquetPlugin> subject;

  @TempDir private Path temporary;

  /** The contract as an author extends it. */
  static final class Extended extends VirtualParquetPluginContract {
    @Override
    protected VirtualParquetPlugin plugin() {
      return subject.get();
    }

    @Override
    protected ManifestContext context() {
      return TestManifestContext.in(root).withOptions(Map.of("name", "a.parquet"));
    }
  }

  private Verdict verdict(Supplier<VirtualParquetPlugin> plugin) throws IOException {
    root = Files.createDirectories(temporary.resolve("project"));
    Files.writeString(root.resolve("a.parquet"), "PAR1PAR1");
    Files.writeString(root.resolve("text.parquet"), "PAR1 is how it begins");
    subject = plugin;
    return Verdict.of(Extended.class);
  }

  private Set<String> failures(VirtualParquetPlugin plugin) throws IOException {
    return verdict(() -> context -> good(plugin, context)).failed().keySet();
  }

  /** Everything that the contract asks for, before the plugin's own answer. */
  private static VirtualParquetManifest good(VirtualParquetPlugin plugin, ManifestContext context)
      throws Exception {
    context.cancellation().throwIfCancelled();
    context.options().string("name");
    return plugin.buildManifest(context);
  }

  private static VirtualParquetManifest manifest(String httpPath, String file) {
    return VirtualParquetManifest.of(List.of(VirtualParquetFile.of(httpPath, root.resolve(file))));
  }

  @Test
  void aGoodPluginPassesEveryTest() throws IOException {
    Verdict verdict = verdict(() -> context -> good(_ -> manifest("data/a", "a.parquet"), context));
    assertEquals(Map.of(), verdict.failed());
    assertEquals(Set.of(), verdict.aborted());
    assertEquals(14, verdict.passed().size(), verdict.passed()::toString);
  }

  @Test
  void anEmptyManifestFails() throws IOException {
    assertEquals(Set.of("tellsFiles"), failures(_ -> VirtualParquetManifest.of(List.of())));
  }

  @Test
  void aPathThatComesTwiceFails() throws IOException {
    VirtualParquetPlugin twice =
        _ -> {
          VirtualParquetFile file = manifest("data/a", "a.parquet").files().getFirst();
          return VirtualParquetManifest.of(List.of(file, file));
        };
    assertEquals(Set.of("tellsEachHttpPathOnce"), failures(twice));
  }

  @Test
  void aFileThatIsMissingOrCutOffFails() throws IOException {
    for (String name : List.of("no.parquet", "text.parquet")) {
      assertEquals(
          Set.of("tellsLocalFilesThatAreParquet"), failures(_ -> manifest("data/a", name)));
    }
  }

  @Test
  void aSizeThatIsNotTrueFails() throws IOException {
    VirtualParquetPlugin liar =
        _ ->
            VirtualParquetManifest.of(
                List.of(manifest("data/a", "a.parquet").files().getFirst().withSize(7)));
    assertEquals(Set.of("tellsTheSizesThatFilesHave"), failures(liar));
  }

  @Test
  void anAnswerThatChangesFails() throws IOException {
    AtomicLong calls = new AtomicLong();
    assertEquals(
        Set.of("answersTheSameTwice", "answersTheSameToSeveralThreads"),
        failures(_ -> manifest("data/" + calls.incrementAndGet(), "a.parquet")));
  }

  @Test
  void aPluginThatIgnoresCancellationAndOptionsFails() throws IOException {
    Verdict verdict = verdict(() -> _ -> manifest("data/a", "a.parquet"));
    assertEquals(Set.of("endsWhenItIsCancelled", "refusesBadOptions"), verdict.failed().keySet());
    assertTrue(verdict.failed().get("endsWhenItIsCancelled").contains("throwIfCancelled()"));
  }

  @Test
  void aPluginThatChangesItsThreadFails() throws IOException {
    VirtualParquetPlugin rude =
        _ -> {
          Thread.currentThread().setContextClassLoader(null);
          return manifest("data/a", "a.parquet");
        };
    assertEquals(Set.of("leavesItsThreadAsItFoundIt"), failures(rude));
  }

  @Test
  void aPluginThatLeavesThreadsBehindFails() throws IOException {
    VirtualParquetPlugin leaking =
        _ -> {
          Thread thread = new Thread(java.util.concurrent.locks.LockSupport::park, "leak");
          thread.setDaemon(true);
          thread.start();
          return manifest("data/a", "a.parquet");
        };
    assertEquals(Set.of("leavesNoThreadBehindEachCall"), failures(leaking));
  }

  @Test
  void aPluginThatWritesIntoTheProjectFails() throws IOException {
    VirtualParquetPlugin writer =
        context -> {
          Files.writeString(context.projectRoot().resolve("cache.txt"), "x" + System.nanoTime());
          return manifest("data/a", "a.parquet");
        };
    assertEquals(Set.of("leavesTheProjectAsItFoundIt"), failures(writer));
  }

  @Test
  void aPluginThatChattersFails() throws IOException {
    VirtualParquetPlugin chatter =
        context -> {
          context.progress("line\nline");
          return manifest("data/a", "a.parquet");
        };
    assertEquals(Set.of("reportsProgressInShortLines"), failures(chatter));
  }

  @Test
  void aPluginWhoseInstancesShareWhatTheyCloseFails() throws IOException {
    class Shared implements VirtualParquetPlugin, AutoCloseable {
      static boolean closed;

      @Override
      public void start(ducksite.api.PluginContext context) {
        closed = false;
      }

      @Override
      public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
        if (closed) {
          throw new IllegalStateException("closed");
        }
        return good(_ -> manifest("data/a", "a.parquet"), context);
      }

      @Override
      public void close() {
        closed = true;
      }
    }
    assertEquals(Set.of("worksBesideOneThatIsClosed"), verdict(Shared::new).failed().keySet());
  }

  @Test
  void aNullAnswerFailsEveryTestThatAsks() throws IOException {
    assertTrue(failures(_ -> null).containsAll(Set.of("tellsFiles", "answersTheSameTwice")));
  }
}
