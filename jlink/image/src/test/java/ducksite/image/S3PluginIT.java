package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's own plugin {@code s3} against an S3 server in a process of its own. */
final class S3PluginIT {
  private static final List<String> CREDENTIALS =
      List.of("-Daws.accessKeyId=local-key", "-Daws.secretAccessKey=local-secret");

  @TempDir Path folder;
  private final Image image = Image.built();
  private Process server;
  private URI endpoint;
  private byte[] parquet;

  @BeforeEach
  void startServer() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    endpoint = URI.create("http://127.0.0.1:" + port);
    Path objects = Files.createDirectories(folder.resolve("objects"));
    parquet = Files.readAllBytes(parquetFile());
    Path settings = folder.resolve("server.properties");
    Files.writeString(
        settings,
        """
        s3proxy.authorization=none
        s3proxy.endpoint=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(endpoint, objects));
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                Files.readString(Path.of(System.getProperty("ducksite.s3proxy"))).strip(),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    awaitServer(port);
    put("/lake", new byte[0]);
    put("/lake/sales/a%20b.parquet", parquet);
  }

  private void put(String path, byte[] content) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.getOutputStream().write(content);
    assertEquals(HttpURLConnection.HTTP_OK, connection.getResponseCode(), path);
  }

  @AfterEach
  void stopServer() {
    server.destroyForcibly();
  }

  private void awaitServer(int port) throws IOException {
    for (int attempt = 0; attempt < 3_000; attempt++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    throw new IOException(Files.readString(folder.resolve("server.log")));
  }

  /** A file of the demo's data. */
  private Path parquetFile() throws IOException {
    try (var files = Files.walk(image.file("demo"))) {
      return files
          .filter(each -> each.toString().endsWith(".parquet"))
          .findFirst()
          .orElseThrow(() -> new IOException("the demo has no Parquet file"));
    }
  }

  @Test
  void aBucketIsQueriedFromTheCacheAndPassedThrough() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(
        project.resolve("ducksite.toml"),
        """
        [[file_sources]]
        name = "kept"
        plugin = "s3"
        options = { bucket = "lake", prefix = "sales/", endpoint = "%1$s" }

        [[file_sources]]
        name = "passed"
        plugin = "s3"
        options = { bucket = "lake", prefix = "sales/", endpoint = "%1$s", mode = "proxy" }
        """
            .formatted(endpoint));
    try (Server site = image.serveWith(CREDENTIALS, project)) {
      for (String source : List.of("kept", "passed")) {
        HttpResponse<byte[]> whole = site.bytes("/data/" + source + "/a%20b.parquet");
        assertEquals(HttpURLConnection.HTTP_OK, whole.statusCode(), source);
        assertArrayEquals(parquet, whole.body(), source);
        HttpResponse<byte[]> part =
            site.bytes("/data/" + source + "/a%20b.parquet", "Range", "bytes=4-99");
        assertEquals(HttpURLConnection.HTTP_PARTIAL, part.statusCode(), source);
        assertArrayEquals(Arrays.copyOfRange(parquet, 4, 100), part.body(), source);
      }
    }
    assertTrue(Files.isDirectory(project.resolve(".ducksite_data/cache/s3/kept/objects")));
    Image.Run query =
        image.runWith(
            CREDENTIALS, "query", "--root", project.toString(), "SELECT count(*) AS n FROM kept");
    assertEquals(0, query.code(), query::toString);
    Image.Run refused =
        image.runWith(
            CREDENTIALS, "query", "--root", project.toString(), "SELECT count(*) FROM passed");
    assertTrue(refused.err().contains("source/proxy-not-queryable"), refused::toString);
  }
}
