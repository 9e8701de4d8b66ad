package ducksite.plugins.s3;

import ducksite.api.location.LocationReader;
import ducksite.testkit.LocationReaderContract;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

final class S3ReaderContractTest extends LocationReaderContract {

  private static final Map<String, byte[]> OBJECTS =
      Map.of(
          "empty.parquet", new byte[0],
          "small.parquet", S3Test.bytes(10_000, 1),
          "a b/large+.parquet", S3Test.bytes(300_000, 2));

  @BeforeAll
  static void putObjects() {
    S3Test.credentials(S3Server.KEY, S3Server.SECRET);
    S3Server.shared().bucket("reader-contract");
    OBJECTS.forEach((key, bytes) -> S3Server.shared().put("reader-contract", key, bytes));
  }

  private static URI location(String key) {
    Connection connection =
        new Connection("us-east-1", S3Server.shared().endpoint(), true, false, null);
    return new ObjectLocation("reader-contract", key, connection).uri();
  }

  @Override
  protected LocationReader reader() {
    return new S3Reader();
  }

  @Override
  protected Map<URI, byte[]> objects() {
    return Map.of(
        location("empty.parquet"), OBJECTS.get("empty.parquet"),
        location("small.parquet"), OBJECTS.get("small.parquet"),
        location("a b/large+.parquet"), OBJECTS.get("a b/large+.parquet"));
  }

  @Override
  protected URI missing() {
    return location("not-there.parquet");
  }
}
