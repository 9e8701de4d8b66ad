package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes of ranges on connections that go on, where one byte too many spoils all that follows.
 */
final class RangeTransferTest {

  private static final int CONNECTIONS = 8;
  private static final int RANGES = 500;

  @TempDir private Path folder;

  @Test
  void everyRangeOnEveryConnectionIsByteEqual() throws Exception {
    try (TestSite site =
        new TestSite(folder)
            .file(
                "ducksite.toml",
                """
                [[file_sources]]
                name = "noise"
                upstream_glob = "data/noise.parquet"
                """)
            .data("data/noise.parquet", "SELECT hash(range) AS noise FROM range(400000)")
            .start()) {
      byte[] file = Files.readAllBytes(folder.resolve("data/noise.parquet"));
      List<Callable<Integer>> work = new ArrayList<>();
      for (int index = 0; index < CONNECTIONS; index++) {
        int seed = index;
        work.add(() -> compare(site, file, new Random(seed)));
      }
      int compared = 0;
      try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
        for (Future<Integer> each : clients.invokeAll(work)) {
          compared += each.get();
        }
      }
      assertEquals(CONNECTIONS * (RANGES / CONNECTIONS + 1), compared);
    }
  }

  private static int compare(TestSite site, byte[] file, Random random) throws IOException {
    int compared = 0;
    try (RawConnection connection = site.connect()) {
      for (; compared < RANGES / CONNECTIONS + 1; compared++) {
        int start = random.nextInt(file.length);
        // Small ranges fit into the answer's first write; large ones take many.
        int length = 1 + random.nextInt(Math.min(file.length - start, 1 << (4 + compared % 18)));
        Reply reply =
            connection.get(
                "/data/noise/noise.parquet", "Range: bytes=" + start + "-" + (start + length - 1));
        assertEquals(206, reply.status());
        assertArrayEquals(Arrays.copyOfRange(file, start, start + length), reply.body());
      }
    }
    return compared;
  }
}
