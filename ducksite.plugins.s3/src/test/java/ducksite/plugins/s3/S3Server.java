package ducksite.plugins.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server, s3proxy, in a process of its own with a class path of its own; it checks
 * signatures. One for all tests of this JVM, ended with it.
 */
final class S3Server {

  static final String KEY = "local-key";
  static final String SECRET = "local-secret-4711";
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final S3Server SHARED = start();

  private final URI endpoint;
  private final S3Client client;

  private S3Server(URI endpoint) {
    this.endpoint = endpoint;
    this.client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .build();
  }

  /** The server, started by the first who asks. */
  static S3Server shared() {
    return SHARED;
  }

  private static S3Server start() {
    try {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Path folder = Files.createTempDirectory("s3proxy");
      Path objects = Files.createDirectories(folder.resolve("objects"));
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      Path settings = folder.resolve("s3proxy.properties");
      Files.writeString(
          settings,
          """
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.endpoint=%s
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=filesystem-nio2
          jclouds.filesystem.basedir=%s
          """
              .formatted(endpoint, KEY, SECRET, objects));
      Path logging = folder.resolve("logback.xml");
      Files.writeString(logging, "<configuration><root level=\"OFF\"/></configuration>");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dlogback.configurationFile=" + logging,
                  "-cp",
                  classPath(),
                  "org.gaul.s3proxy.Main",
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
      await(process, port, folder);
      return new S3Server(endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException("the S3 server does not start", e);
    }
  }

  /** Written by the build: where the server's own libraries are. */
  private static String classPath() throws IOException {
    return Files.readString(Path.of(System.getProperty("ducksite.s3proxy")), StandardCharsets.UTF_8)
        .strip();
  }

  private static void await(Process process, int port, Path folder) throws IOException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(Files.readString(folder.resolve("log")), e);
        }
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private static void end(Process process, Path folder) {
    process.destroyForcibly();
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  void bucket(String name) {
    client.createBucket(request -> request.bucket(name));
  }

  void put(String bucket, String key, byte[] bytes) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  void delete(String bucket, String key) {
    client.deleteObject(request -> request.bucket(bucket).key(key));
  }
}
