package ducksite.plugins.s3;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.testkit.TestManifestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of its own on the server, a way to it, and a project folder, for each test. */
abstract class S3Test {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final S3Server server = S3Server.shared();
  final String bucket = "bucket-" + NUMBER.incrementAndGet();
  @TempDir Path folder;
  FaultyWay way;

  @BeforeEach
  void open() throws IOException {
    credentials(S3Server.KEY, S3Server.SECRET);
    server.bucket(bucket);
    way = new FaultyWay(server.endpoint());
  }

  @AfterEach
  void shut() throws IOException {
    way.close();
  }

  static void credentials(String key, String secret) {
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.accessKeyId", key);
    System.setProperty("aws.secretAccessKey", secret);
  }

  /** Bytes that tell from where they are. */
  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  TestManifestContext context(Object... options) {
    Map<String, Object> all = new HashMap<>();
    all.put("bucket", bucket);
    all.put("endpoint", way.endpoint().toString());
    for (int i = 0; i < options.length; i += 2) {
      all.put((String) options[i], options[i + 1]);
    }
    return TestManifestContext.in(folder).withSourceName("sales").withOptions(all);
  }

  List<VirtualParquetFile> files(Object... options) throws IOException {
    return new S3Files().buildManifest(context(options)).files();
  }

  String failure(Object... options) {
    return assertThrows(IOException.class, () -> files(options)).getMessage();
  }

  static byte[] content(VirtualParquetFile file) throws IOException {
    return Files.readAllBytes(Path.of(file.location()));
  }

  static List<String> paths(List<VirtualParquetFile> files) {
    return files.stream().map(VirtualParquetFile::httpPath).toList();
  }

  List<Path> below(String name) throws IOException {
    try (var all = Files.walk(folder)) {
      List<Path> found = new ArrayList<>(all.filter(Files::isRegularFile).toList());
      found.removeIf(file -> !file.getParent().getFileName().toString().equals(name));
      return found;
    }
  }
}
