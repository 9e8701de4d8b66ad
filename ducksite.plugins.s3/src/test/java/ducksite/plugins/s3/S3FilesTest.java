package ducksite.plugins.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.testkit.TestManifestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class S3FilesTest extends S3Test {

  private static final byte[] SMALL = bytes(1_000, 1);

  @Test
  void theObjectsThatTheGlobMatchesAreFetched() throws IOException {
    server.put(bucket, "sales/2025/a.parquet", SMALL);
    server.put(bucket, "sales/2025/deep/b.parquet", bytes(2_000, 2));
    server.put(bucket, "sales/notes.txt", SMALL);
    server.put(bucket, "other/c.parquet", SMALL);
    List<VirtualParquetFile> files = files("prefix", "sales/", "glob", "2025/**.parquet");
    assertEquals(
        List.of("data/sales/2025/a.parquet", "data/sales/2025/deep/b.parquet"), paths(files));
    assertArrayEquals(SMALL, content(files.get(0)));
    assertArrayEquals(bytes(2_000, 2), content(files.get(1)));
    assertEquals(2_000, files.get(1).size().orElseThrow());
    assertTrue(files.get(0).version().orElseThrow().matches("[0-9a-f]{32}"));
    assertEquals(List.of(), below("partial"));
  }

  @Test
  void byDefaultAllParquetObjectsAreToldUnderTheSource() throws IOException {
    server.put(bucket, "top.parquet", SMALL);
    server.put(bucket, "a/b/c.parquet", SMALL);
    server.put(bucket, "a/readme.md", SMALL);
    assertEquals(List.of("data/sales/a/b/c.parquet", "data/sales/top.parquet"), paths(files()));
    assertEquals(
        List.of("data/x/a/b/c.parquet", "data/x/top.parquet"),
        paths(files("http_prefix", "data/x/")));
  }

  @Test
  void aSecondBuildFetchesOnlyWhatIsNew() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    server.put(bucket, "b.parquet", SMALL);
    List<VirtualParquetFile> first = files();
    server.put(bucket, "b.parquet", bytes(1_000, 2));
    way.forget();
    List<VirtualParquetFile> second = files();
    assertEquals(1, way.objectRequests());
    assertEquals(first.get(0), second.get(0));
    assertArrayEquals(bytes(1_000, 2), content(second.get(1)));
    assertArrayEquals(SMALL, content(first.get(1)), "what is served now stays");
  }

  @Test
  void keysOfAnyCharactersComeThrough() throws IOException {
    List<String> keys =
        List.of("a b+c%20d&e=f.parquet", "großé 数据/x#y?z.parquet", "q'(1)!*;@.parquet");
    for (int i = 0; i < keys.size(); i++) {
      server.put(bucket, keys.get(i), bytes(500, i));
    }
    List<VirtualParquetFile> files = files();
    assertEquals(keys.size(), files.size());
    try (S3Reader reader = new S3Reader()) {
      for (VirtualParquetFile proxied : files("mode", "proxy")) {
        int index = keys.indexOf(proxied.httpPath().substring("data/sales/".length()));
        assertTrue(index >= 0, proxied::httpPath);
        assertArrayEquals(
            bytes(500, index), reader.open(proxied.location(), 0, 500).readAllBytes());
      }
    }
    for (VirtualParquetFile file : files) {
      int index = keys.indexOf(file.httpPath().substring("data/sales/".length()));
      assertArrayEquals(bytes(500, index), content(file), file.httpPath());
    }
  }

  @Test
  void aListingHasAsManyPagesAsItNeeds() throws IOException {
    for (int i = 0; i < 1_005; i++) {
      server.put(bucket, "day-%04d.parquet".formatted(i), new byte[] {(byte) i});
    }
    List<VirtualParquetFile> files = files("parallel", 16L);
    assertEquals(1_005, files.size());
    assertEquals("data/sales/day-1004.parquet", files.getLast().httpPath());
    assertArrayEquals(new byte[] {(byte) 1_004}, content(files.getLast()));
    assertEquals(2, way.requests().size() - way.objectRequests());
  }

  @Test
  void aLargeObjectIsFetchedInParts() throws IOException {
    byte[] large = bytes(20 << 20, 3);
    server.put(bucket, "large.parquet", large);
    assertArrayEquals(large, content(files().getFirst()));
    assertEquals(3, way.objectRequests());
    assertEquals(large.length, way.objectBytes());
  }

  @Test
  void theCacheKeepsWithinItsSizeAndKeepsWhatIsServed() throws IOException {
    server.put(bucket, "1/a.parquet", bytes(400_000, 1));
    server.put(bucket, "2/b.parquet", bytes(400_000, 2));
    server.put(bucket, "3/c.parquet", bytes(400_000, 3));
    Path first = Path.of(files("prefix", "1/", "max_bytes", "1MB").getFirst().location());
    Path second = Path.of(files("prefix", "2/", "max_bytes", "1MB").getFirst().location());
    assertTrue(Files.exists(first), "both fit");
    Path third = Path.of(files("prefix", "3/", "max_bytes", "1MB").getFirst().location());
    assertFalse(Files.exists(first), "the least recently wanted goes");
    assertTrue(Files.exists(second), "what the last build told may still be served");
    assertTrue(Files.exists(third));
    way.forget();
    files("prefix", "2/", "max_bytes", "1MB");
    assertEquals(0, way.objectRequests());
  }

  @Test
  void moreThanTheCacheMayHoldIsRefusedBeforeAnythingIsFetched() {
    server.put(bucket, "a.parquet", SMALL);
    server.put(bucket, "b.parquet", SMALL);
    assertEquals(
        "the 2 objects hold 2.0 kB, more than max_bytes = 1.5 kB; narrow prefix or glob, raise"
            + " max_bytes, or set mode = \"proxy\"",
        failure("max_bytes", "1.5KB"));
    assertEquals(0, way.objectRequests());
  }

  @Test
  void withoutTheServerTheCacheStaysAsItIs() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    VirtualParquetFile file = files().getFirst();
    URI gone = way.endpoint();
    way.close();
    String message = failure("endpoint", gone.toString());
    assertEquals(
        "bucket '"
            + bucket
            + "' cannot be read from "
            + gone
            + ": nothing answers there; check the endpoint and the network",
        message);
    assertArrayEquals(SMALL, content(file));
  }

  @Test
  void inModeProxyNothingIsFetched() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    VirtualParquetFile file = files("mode", "proxy").getFirst();
    assertEquals("s3", file.location().getScheme());
    assertEquals(1_000, file.size().orElseThrow());
    assertEquals(0, way.objectRequests());
    assertFalse(file.location().toString().contains(S3Server.SECRET));
    assertFalse(file.location().toString().contains(S3Server.KEY));
  }

  @Test
  @Timeout(30)
  void aCancelledFetchEndsAndTheNextOneGoesOn() throws IOException {
    byte[] large = bytes(4 << 20, 5);
    server.put(bucket, "large.parquet", large);
    AtomicBoolean cancelled = new AtomicBoolean();
    way.rule(
        request -> {
          if (request.isObject()) {
            return new FaultyWay.Fate.Slow(500);
          }
          return FaultyWay.PASSED;
        });
    TestManifestContext context =
        context().withCancellation(() -> cancelled.get() || way.objectBytes() > large.length / 2);
    assertThrows(CancellationException.class, () -> new S3Files().buildManifest(context));
    long before = way.objectBytes();
    way.rule(request -> FaultyWay.PASSED);
    assertArrayEquals(large, content(files().getFirst()));
    long twice = way.objectBytes() - large.length;
    assertTrue(before > 0 && twice < large.length / 20, "fetched twice: " + twice);
  }

  @Test
  void anEmptyListingIsSaidAndNoFailure() throws IOException {
    server.put(bucket, "a.csv", SMALL);
    TestManifestContext context = context();
    assertEquals(List.of(), new S3Files().buildManifest(context).files());
    assertTrue(context.progressMessages().getLast().contains("**/*.parquet"));
  }

  @Test
  void aKeyThatIsNoPathIsNamed() {
    server.put(bucket, "a\u007fb.parquet", SMALL);
    String message =
        assertThrows(IllegalArgumentException.class, () -> files("mode", "proxy")).getMessage();
    assertTrue(message.startsWith("s3://" + bucket + "/a?b.parquet cannot be offered: "), message);
  }
}
