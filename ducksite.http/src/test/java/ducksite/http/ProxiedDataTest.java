package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that stay where they are, served through a plugin that reads the scheme {@code away:}. */
final class ProxiedDataTest {

  private static final String CALLS = "ducksite_plugin_calls";

  private static final String PLUGIN =
      """
      import ducksite.api.location.*;
      import ducksite.api.manifest.*;
      import java.io.*;
      import java.net.URI;
      import java.nio.file.*;
      import java.util.*;

      public final class Away implements VirtualParquetPlugin, LocationReader {
        public Away() {}

        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) {
          String name = context.options().string("file").orElseThrow();
          URI location = URI.create("away:" + context.projectRoot().resolve("away").resolve(name));
          return VirtualParquetManifest.of(
              List.of(VirtualParquetFile.of(name, location).asProxied()));
        }

        @Override
        public Set<String> schemes() {
          return Set.of("away");
        }

        private static Path file(URI location) throws IOException {
          Path file = Path.of(location.getSchemeSpecificPart());
          if (!Files.exists(file)) {
            throw new FileNotFoundException(file.toString());
          }
          if (file.endsWith("broken.parquet")) {
            throw new IOException("secret of " + file);
          }
          return file;
        }

        @Override
        public LocationStat stat(URI location) throws IOException {
          Path file = file(location);
          long time = Files.getLastModifiedTime(file).toMillis();
          return LocationStat.of(Files.size(file), "v" + time);
        }

        @Override
        public InputStream open(URI location, long offset, long length) throws IOException {
          InputStream in = Files.newInputStream(file(location));
          in.skipNBytes(offset);
          return in;
        }

        @Override
        public InputStream open(URI location, long offset, long length, String version)
            throws IOException {
          if (!stat(location).version().equals(version)) {
            throw new LocationChangedException("changed", new IOException("changed"));
          }
          return open(location, offset, length);
        }
      }
      """;

  private static final String LARGE = "/data/large/large.parquet";

  @TempDir private static Path folder;
  private static TestSite site;
  private static byte[] large;

  @BeforeAll
  static void start() throws IOException {
    StringBuilder toml = new StringBuilder("[site]\nfreshness = \"1ms\"\n");
    for (String name : new String[] {"large", "moving", "gone", "broken", "hidden", "empty"}) {
      toml.append("[[file_sources]]\nname = \"").append(name).append("\"\n");
      toml.append("plugin = \"plugins/Away.java\"\n");
      toml.append(name.equals("hidden") ? "access = \"none\"\n" : "");
      toml.append("options = { file = \"").append(name).append(".parquet\" }\n");
    }
    site =
        new TestSite(folder)
            .file("ducksite.toml", toml.toString())
            .file("plugins/Away.java", PLUGIN)
            .file("away/broken.parquet", "x")
            .file("away/hidden.parquet", "x")
            .file("away/empty.parquet", "");
    large = new byte[9_000_000];
    new Random(7).nextBytes(large);
    Files.write(folder.resolve("away/large.parquet"), large);
    Files.write(folder.resolve("away/moving.parquet"), large);
    site.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aFileIsPassedOnWithItsTagAndNothingIsCopied() throws IOException {
    Reply reply = site.get(LARGE);
    assertEquals(200, reply.status());
    assertArrayEquals(large, reply.body());
    assertEquals("application/vnd.apache.parquet", reply.header("content-type"));
    assertEquals("bytes", reply.header("accept-ranges"));
    assertEquals(304, site.get(LARGE, "If-None-Match", reply.header("etag")).status());
    assertEquals(412, site.get(LARGE, "If-Match", "\"x\"").status());
    Reply head = site.send("HEAD", LARGE);
    assertEquals("9000000", head.header("content-length"));
    assertEquals(reply.header("etag"), head.header("etag"));
    try (var files = Files.walk(folder.resolve(".ducksite_data"))) {
      assertFalse(files.anyMatch(file -> file.toFile().length() == large.length));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=100-4999999, 100, 5000000",
    "bytes=8999990-, 8999990, 9000000",
    "bytes=-5, 8999995, 9000000",
    "bytes=131071-131073, 131071, 131074"
  })
  void aRangeIsTheSameBytes(String range, int from, int to) throws IOException {
    Reply reply = site.get(LARGE, "Range", range);
    assertEquals(206, reply.status());
    assertEquals("bytes " + from + "-" + (to - 1) + "/9000000", reply.header("content-range"));
    assertArrayEquals(Arrays.copyOfRange(large, from, to), reply.body());
  }

  @Test
  void aRangeBeyondTheEndAndAnEmptyFileHaveNoBody() throws IOException {
    Reply beyond = site.get(LARGE, "Range", "bytes=9000000-");
    assertEquals(416, beyond.status());
    assertEquals("bytes */9000000", beyond.header("content-range"));
    Reply empty = site.get("/data/empty/empty.parquet");
    assertEquals(200, empty.status());
    assertEquals(0, empty.body().length);
  }

  @Test
  void aNewVersionHasAnotherTagAndIfRangeSeesIt() throws Exception {
    String tag = site.get("/data/moving/moving.parquet", "Range", "bytes=0-9").header("etag");
    Path file = folder.resolve("away/moving.parquet");
    Files.write(file, Arrays.copyOf(large, 1_000));
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
    Thread.sleep(5);
    Reply next = site.get("/data/moving/moving.parquet", "Range", "bytes=0-9", "If-Range", tag);
    assertEquals(200, next.status());
    assertEquals(1_000, next.body().length);
    assertNotEquals(tag, next.header("etag"));
  }

  @Test
  void whatCannotBeReadIsAnErrorWithoutAPath() throws IOException {
    Reply gone = site.get("/data/gone/gone.parquet");
    assertEquals(503, gone.status());
    assertEquals("data_missing", gone.code());
    Reply broken = site.get("/data/broken/broken.parquet", "Range", "bytes=0-1");
    assertEquals(502, broken.status());
    assertEquals("plugin_failed", broken.code());
    assertFalse(broken.has("content-range"));
    assertFalse((broken.text() + gone.text()).contains(folder.toString()));
    assertFalse(broken.text().contains("secret"));
    assertEquals(403, site.get("/data/hidden/hidden.parquet").status());
  }

  @Test
  void aVersionThatGoesWhileItIsSentBreaksTheConnection() throws Exception {
    Path file = folder.resolve("away/large.parquet");
    java.nio.file.attribute.FileTime modified = Files.getLastModifiedTime(file);
    try (RawConnection connection = site.connect()) {
      double before = site.metric(CALLS);
      connection.send("GET", LARGE);
      // The client reads nothing yet, so most of the file has not been asked of the plugin.
      awaitSending(before);
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(5_000));
      assertThrows(IOException.class, () -> connection.read(false));
    } finally {
      Files.setLastModifiedTime(file, modified);
    }
    assertTrue(site.get(LARGE).status() == 200);
  }

  /** Waits until the plugin has been asked and is asked no more. */
  private static void awaitSending(double before) throws Exception {
    double calls = site.metric(CALLS);
    int quiet = 0;
    while (calls == before || quiet < 5) {
      Thread.sleep(20);
      double now = site.metric(CALLS);
      quiet = now == calls ? quiet + 1 : 0;
      calls = now;
    }
  }
}
