package ducksite.plugins.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class S3FaultsTest extends S3Test {

  private static final byte[] SMALL = bytes(1_000, 1);

  @Test
  void wrongCredentialsAreSaidWithoutTheSecret() {
    credentials(S3Server.KEY, "not-" + S3Server.SECRET);
    String wrongSecret = failure();
    assertEquals(
        "the credentials for bucket '"
            + bucket
            + "' are not accepted by "
            + way.endpoint()
            + " (SignatureDoesNotMatch); check the key and the secret of the environment, the"
            + " profile or the role",
        wrongSecret);
    credentials("unknown", S3Server.SECRET);
    String unknownKey = failure();
    assertTrue(unknownKey.contains("(InvalidAccessKeyId)"), unknownKey);
    assertFalse((wrongSecret + unknownKey).contains(S3Server.SECRET));
    assertEquals(2, way.requests().size(), "wrong credentials are not tried again");
  }

  @Test
  void withoutCredentialsTheMessageSaysWhereTheyAreLookedFor() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    String message = failure("profile", "there-is-no-such-profile");
    assertTrue(message.startsWith("no credentials are found for bucket '" + bucket), message);
    assertTrue(
        failure("anonymous", true).startsWith("access to bucket '" + bucket + "' is denied"));
  }

  @Test
  void anUnknownBucketIsNamed() {
    assertEquals(
        "there is no bucket 'not-there' at " + way.endpoint() + "; check its name",
        failure("bucket", "not-there"));
  }

  @Test
  void aWrongRegionAndAWrongClockAreSaid() {
    way.rule(request -> new FaultyWay.Fate.Refused(400, "AuthorizationHeaderMalformed"));
    assertEquals(
        "bucket '"
            + bucket
            + "' does not lie in region 'us-east-1'; set region in [file_sources.options]",
        failure());
    way.rule(request -> new FaultyWay.Fate.Refused(403, "RequestTimeTooSkewed"));
    assertTrue(failure().startsWith("the clock of this machine differs too much"));
  }

  @Test
  void aBusyServerIsAskedAgain() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    AtomicInteger count = new AtomicInteger();
    way.rule(
        request ->
            count.incrementAndGet() % 3 == 0
                ? FaultyWay.PASSED
                : new FaultyWay.Fate.Refused(503, "SlowDown"));
    assertArrayEquals(SMALL, content(files().getFirst()));
    assertEquals(6, way.requests().size());
  }

  @Test
  void aServerThatStaysBusyIsSaid() {
    way.rule(request -> new FaultyWay.Fate.Refused(503, "SlowDown"));
    assertEquals(
        "bucket '" + bucket + "' cannot be read: " + way.endpoint() + " answers 503 (SlowDown)",
        failure());
    assertEquals(5, way.requests().size(), "attempts");
  }

  @Test
  void aCutConnectionGoesOnWhereItBroke() throws IOException {
    byte[] content = bytes(3 << 20, 7);
    server.put(bucket, "a.parquet", content);
    AtomicInteger cuts = new AtomicInteger();
    way.rule(
        request ->
            request.isObject() && cuts.incrementAndGet() <= 4
                ? new FaultyWay.Fate.Cut(500_000)
                : FaultyWay.PASSED);
    assertArrayEquals(content, content(files().getFirst()));
    List<String> ranges =
        way.requests().stream()
            .filter(FaultyWay.Request::isObject)
            .map(FaultyWay.Request::range)
            .toList();
    assertEquals(5, ranges.size());
    assertEquals("bytes=0-3145727", ranges.getFirst());
    assertEquals(5, ranges.stream().distinct().count(), ranges::toString);
  }

  @Test
  void anObjectThatChangesBetweenListAndGetIsListedAgain() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    byte[] next = bytes(1_000, 2);
    AtomicInteger gets = new AtomicInteger();
    way.rule(
        request -> {
          if (request.isObject() && gets.incrementAndGet() == 1) {
            server.put(bucket, "a.parquet", next);
          }
          return FaultyWay.PASSED;
        });
    assertArrayEquals(next, content(files().getFirst()));
    assertEquals(2, way.requests().size() - way.objectRequests(), "listed twice");
  }

  @Test
  void anObjectThatChangesWithinAFetchIsNeverMixed() throws IOException {
    byte[] old = bytes(20 << 20, 3);
    byte[] next = bytes(20 << 20, 4);
    server.put(bucket, "a.parquet", old);
    AtomicInteger gets = new AtomicInteger();
    way.rule(
        request -> {
          if (request.isObject() && gets.incrementAndGet() == 2) {
            server.put(bucket, "a.parquet", next);
          }
          return FaultyWay.PASSED;
        });
    assertArrayEquals(next, content(files("parallel", 1L).getFirst()));
    assertEquals(1, below("objects").size());
    assertEquals(List.of(), below("partial"));
  }

  @Test
  void anObjectThatGoesBetweenListAndGetIsLeftOut() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    server.put(bucket, "b.parquet", SMALL);
    way.rule(
        request -> {
          if (request.isObject() && request.target().contains("a.parquet")) {
            server.delete(bucket, "a.parquet");
          }
          return FaultyWay.PASSED;
        });
    assertEquals(List.of("data/sales/b.parquet"), paths(files()));
  }

  @Test
  void anObjectThatNeverRestsIsSaid() {
    server.put(bucket, "a.parquet", SMALL);
    AtomicInteger version = new AtomicInteger();
    way.rule(
        request -> {
          if (request.isObject()) {
            server.put(bucket, "a.parquet", bytes(1_000, 10 + version.incrementAndGet()));
          }
          return FaultyWay.PASSED;
        });
    assertEquals(
        "s3://"
            + bucket
            + "/a.parquet has changed since it was listed, 3 times in a row; build again when it"
            + " is at rest",
        failure());
  }

  @Test
  void aListingThatIsCutIsAskedAgain() throws IOException {
    server.put(bucket, "a.parquet", SMALL);
    AtomicInteger count = new AtomicInteger();
    way.rule(
        request -> count.incrementAndGet() == 1 ? new FaultyWay.Fate.Cut(200) : FaultyWay.PASSED);
    assertEquals(List.of("data/sales/a.parquet"), paths(files("mode", "proxy")));
    assertEquals(2, way.requests().size());
  }
}
