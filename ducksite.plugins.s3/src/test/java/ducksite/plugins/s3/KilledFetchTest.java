package ducksite.plugins.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that fetches is killed in the middle; the next one goes on. */
@Tag("faults")
final class KilledFetchTest extends S3Test {

  private static final int SIZE = 64 << 20;

  @Test
  void aKillInTheMiddleOfOneLargeObjectCostsLittle() throws Exception {
    killed(List.of(SIZE));
  }

  @Test
  void aKillInTheMiddleOfSeveralObjectsCostsLittle() throws Exception {
    int[] sizes = new int[40];
    Arrays.fill(sizes, 1 << 20);
    killed(Arrays.stream(sizes).boxed().toList());
  }

  private void killed(List<Integer> sizes) throws IOException, InterruptedException {
    long total = 0;
    for (int i = 0; i < sizes.size(); i++) {
      server.put(bucket, "part-%03d.parquet".formatted(i), bytes(sizes.get(i), i));
      total += sizes.get(i);
    }
    way.rule(request -> request.isObject() ? new FaultyWay.Fate.Slow(1_500) : FaultyWay.PASSED);
    Process first = fetching();
    while (way.objectBytes() < total / 2) {
      assertTrue(first.isAlive(), "it ended before the middle");
      LockSupport.parkNanos(1_000_000);
    }
    first.destroyForcibly().waitFor();
    way.rule(request -> FaultyWay.PASSED);
    List<?> files = files();
    for (int i = 0; i < sizes.size(); i++) {
      assertArrayEquals(
          bytes(sizes.get(i), i), content((ducksite.api.manifest.VirtualParquetFile) files.get(i)));
    }
    double twice = 100.0 * (way.objectBytes() - total) / total;
    System.out.printf("fetched twice after a kill: %.2f %% of %d bytes%n", twice, total);
    assertTrue(twice <= 5, "fetched twice: " + twice + " %");
  }

  private Process fetching() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Daws.accessKeyId=" + S3Server.KEY,
            "-Daws.secretAccessKey=" + S3Server.SECRET,
            "-cp",
            System.getProperty("java.class.path"),
            Fetching.class.getName(),
            folder.toString(),
            bucket,
            way.endpoint().toString())
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile(folder, "fetching", ".out").toFile())
        .start();
  }

  /** The process: one build of the manifest. */
  static final class Fetching {
    public static void main(String[] arguments) throws IOException {
      new S3Files()
          .buildManifest(
              ducksite.testkit.TestManifestContext.in(Path.of(arguments[0]))
                  .withSourceName("sales")
                  .withOptions(java.util.Map.of("bucket", arguments[1], "endpoint", arguments[2])));
    }
  }
}
