package ducksite.plugins.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BucketOptionsTest {

  private static BucketOptions options(Object... values) {
    Map<String, Object> all = new HashMap<>();
    all.put("bucket", "warehouse");
    all.put("region", "eu-central-1");
    for (int i = 0; i < values.length; i += 2) {
      all.put((String) values[i], values[i + 1]);
    }
    return BucketOptions.of("sales", Options.of(all));
  }

  private static String refusal(Object... values) {
    return assertThrows(IllegalArgumentException.class, () -> options(values)).getMessage();
  }

  @Test
  void defaultsAreTheCacheAndTheServersOwnStyle() {
    BucketOptions aws = options();
    assertFalse(aws.proxy());
    assertEquals(10_000_000_000L, aws.maxBytes());
    assertEquals("data/sales", aws.httpPrefix());
    assertFalse(aws.connection().pathStyle());
    assertTrue(options("endpoint", "http://127.0.0.1:9").connection().pathStyle());
  }

  @Test
  void eachMistakeIsNamed() {
    assertTrue(refusal("buckets", "x").startsWith("options: unknown key 'buckets'; known keys: "));
    assertTrue(refusal("bucket", "a/b").startsWith("options: 'bucket' is not the name"));
    assertEquals("options: 'mode' must be \"cache\" or \"proxy\"", refusal("mode", "copy"));
    assertEquals("options: 'parallel' must be from 1 to 64", refusal("parallel", 0L));
    assertEquals(
        "options: 'max_bytes' must be a size such as \"10GB\"", refusal("max_bytes", "lots"));
    assertEquals("options: 'glob' is not a pattern: '[' is not closed", refusal("glob", "[a"));
    assertEquals("option 'prefix' must be a string", refusal("prefix", 1L));
    assertTrue(refusal("endpoint", "s3.example.com").startsWith("options: 'endpoint' must be an"));
    String secret = refusal("endpoint", "https://user:pass@s3.example.com");
    assertTrue(secret.startsWith("options: 'endpoint' must not hold a user"), secret);
    assertFalse(secret.contains("pass@"), secret);
    assertEquals(
        "options: 'region' is not a region such as \"eu-central-1\"", refusal("region", "x y"));
  }

  @Test
  void aLocationTellsTheConnectionAndTheKey() throws IOException {
    Connection connection =
        options("endpoint", "http://127.0.0.1:9/base", "anonymous", true).connection();
    ObjectLocation location = new ObjectLocation("b", "a b+%/ü?&#.parquet", connection);
    assertEquals(location, ObjectLocation.of(location.uri()));
  }

  @Test
  void globsStayWithinFoldersUnlessTheySayOtherwise() {
    assertTrue(KeyPattern.of("*.parquet").matches("a.parquet"));
    assertFalse(KeyPattern.of("*.parquet").matches("x/a.parquet"));
    assertTrue(KeyPattern.of("**/*.parquet").matches("a.parquet"));
    assertTrue(KeyPattern.of("**/*.parquet").matches("x/y/a.parquet"));
    assertFalse(KeyPattern.of("20[13]?/{a,b}-*.parquet").matches("2025/b-1.parquet"));
    assertTrue(KeyPattern.of("20[2]?/{a,b}-*.parquet").matches("2025/b-1.parquet"));
    assertTrue(KeyPattern.of("[!a]*").matches("b"));
    assertFalse(KeyPattern.of("[!a]*").matches("a"));
    assertTrue(KeyPattern.of("\\*.(x)+").matches("*.(x)+"));
  }
}
