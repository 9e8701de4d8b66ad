package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ranges of a data file, and coded answers, as everyday clients ask for them: curl and the JDK's.
 */
final class CurlIT {
  private static final String FILE = "/data/flights/flights-3m.parquet";
  private static final int FIRST = 1_000_003;
  private static final int LAST = 1_234_567;

  @TempDir private static Path folder;

  private static Server server;
  private static byte[] whole;

  @BeforeAll
  static void serveTheDemo() throws IOException {
    Image image = Image.built();
    Path project = folder.resolve("demo");
    Trees.copy(image.file("demo"), project, _ -> true);
    whole = Files.readAllBytes(project.resolve("data/flights-3m.parquet"));
    server = image.serve(project);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Image.Run curl(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 2];
    command[0] = "curl";
    command[1] = "-sS";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Image.finish(new ProcessBuilder(command));
  }

  @Test
  void curlGetsTheBytesOfARangeAndIsRefusedBeyondTheEnd() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl here");
    Path part = folder.resolve("part");
    String url = server.uri(FILE).toString();
    String status = "%{http_code}";
    Image.Run range = curl("-r", FIRST + "-" + LAST, "-o", part.toString(), "-w", status, url);
    assertEquals("206", range.out(), range::toString);
    assertArrayEquals(Arrays.copyOfRange(whole, FIRST, LAST + 1), Files.readAllBytes(part));
    Image.Run beyond = curl("-r", whole.length + "-", "-o", part.toString(), "-w", status, url);
    assertEquals("416", beyond.out(), beyond::toString);
  }

  /** It asks for all that it can read, Zstandard among them where it was built with it. */
  @Test
  void curlReadsACodedStream() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl here");
    Path coded = folder.resolve("coded");
    Path plain = folder.resolve("plain");
    String url = server.uri("/airports.ndjson").toString();
    curl("--compressed", "-o", coded.toString(), url);
    curl("-o", plain.toString(), url);
    assertTrue(Files.size(plain) > 10_000, "the demo has airports");
    assertArrayEquals(Files.readAllBytes(plain), Files.readAllBytes(coded));
    Image.Run head = curl("--compressed", "-D", "-", "-o", coded.toString(), url);
    assertTrue(head.out().toLowerCase(Locale.ROOT).contains("content-encoding: "), head::out);
  }

  @Test
  void theJdksClientGetsTheSameBytesAnd304ForTheSameTag() throws IOException {
    HttpResponse<byte[]> range = server.bytes(FILE, "Range", "bytes=" + FIRST + "-" + LAST);
    assertEquals(206, range.statusCode());
    assertArrayEquals(Arrays.copyOfRange(whole, FIRST, LAST + 1), range.body());
    String tag = range.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, server.bytes(FILE, "If-None-Match", tag).statusCode());
  }
}
