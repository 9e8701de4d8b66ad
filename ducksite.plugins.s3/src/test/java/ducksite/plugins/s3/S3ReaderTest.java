package ducksite.plugins.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.location.LocationChangedException;
import ducksite.api.location.LocationStat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class S3ReaderTest extends S3Test {

  private final byte[] content = bytes(300_000, 1);
  private final S3Reader reader = new S3Reader();

  @AfterEach
  void end() {
    reader.close();
  }

  private URI location() throws IOException {
    server.put(bucket, "a.parquet", content);
    return files("mode", "proxy").getFirst().location();
  }

  @Test
  void anObjectHasASizeAndAVersion() throws IOException {
    URI location = location();
    LocationStat stat = reader.stat(location);
    assertEquals(300_000, stat.size());
    assertEquals(files("mode", "proxy").getFirst().version().orElseThrow(), stat.version());
    assertEquals(Set.of("s3"), reader.schemes());
  }

  @Test
  void aRangeIsReadEvenWhenTheConnectionIsCut() throws IOException {
    URI location = location();
    AtomicInteger cuts = new AtomicInteger();
    way.rule(
        request ->
            request.isObject() && cuts.incrementAndGet() == 1
                ? new FaultyWay.Fate.Cut(50_000)
                : FaultyWay.PASSED);
    try (InputStream in = reader.open(location, 1_000, 200_000)) {
      assertArrayEquals(Arrays.copyOfRange(content, 1_000, 201_000), in.readAllBytes());
    }
    assertEquals(2, way.objectRequests());
  }

  @Test
  void aMissingObjectAndAnotherVersionAreTold() throws IOException {
    URI location = location();
    String version = reader.stat(location).version();
    server.put(bucket, "a.parquet", bytes(300_000, 2));
    assertThrows(
        LocationChangedException.class, () -> reader.open(location, 0, 10, version).readAllBytes());
    server.delete(bucket, "a.parquet");
    assertThrows(FileNotFoundException.class, () -> reader.stat(location));
  }
}
