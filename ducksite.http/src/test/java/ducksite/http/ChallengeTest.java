package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an adapter may answer strangers, and what it cannot make the server send. */
final class ChallengeTest {

  @TempDir private Path folder;

  private static final List<String> BAD_CHALLENGES =
      List.of(
          "return null;",
          "throw new Error(\"AUTHOR_SECRET\");",
          "return Challenge.unauthorized(\"Bearer\\r\\nSet-Cookie: a=b\");",
          "return Challenge.unauthorized(\"Bearer realm=\\\"\\u00e9\\\"\");",
          "return Challenge.unauthorized(\"\");",
          "return Challenge.unauthorized(\"x\".repeat(5000));",
          "return Challenge.redirect(java.net.URI.create(\"javascript:alert(1)\"));",
          "return Challenge.redirect(java.net.URI.create(\"//evil.example/\"));",
          "return Challenge.redirect(java.net.URI.create(\"///evil.example/\"));",
          "return Challenge.redirect(java.net.URI.create(\"login\"));",
          "return Challenge.redirect(java.net.URI.create(\"https://u:p@x.example/\"));");

  @Test
  void aChallengeThatCannotBeSent() throws IOException {
    String challenge =
        FailingAdapterTest.byCase(BAD_CHALLENGES) + " return Challenge.unauthorized(\"Bearer\");";
    try (TestSite site = GatedSite.of(folder, challenging(challenge), "").start()) {
      for (int index = 0; index < BAD_CHALLENGES.size(); index++) {
        String number = Integer.toString(index);
        FailingAdapterTest.isRefusedTo(site, "X-Case", number);
        assertEquals(
            200, site.get("/one", "X-Case", number, "Authorization", GatedSite.BOB).status());
      }
      assertEquals(401, site.get("/one").status());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Challenge.redirect(java.net.URI.create(\"/login?from=%2F\"))', 302, location,"
        + " /login?from=%2F",
    "'Challenge.redirect(java.net.URI.create(\"https://id.example/l\"))', 302, location,"
        + " https://id.example/l",
    "'Challenge.unauthorized(\"Basic realm=\\\"x\\\"\")', 401, www-authenticate, 'Basic"
        + " realm=\"x\"'",
    "Challenge.forbidden(), 403, content-type, application/problem+json"
  })
  void aChallengeIsSent(String challenge, int status, String header, String value)
      throws IOException {
    String body = "return " + challenge + ";";
    try (TestSite site = GatedSite.of(folder, challenging(body), "").start()) {
      for (String path : FailingAdapterTest.PATHS) {
        Reply reply = site.get(path);
        assertEquals(status, reply.status(), path);
        assertEquals(value, reply.header(header), path);
        assertEquals("no-store", reply.header("cache-control"), path);
      }
    }
  }

  private static String challenging(String body) {
    return GatedSite.adapter(
        "@Override public Challenge challenge(AuthRequest request) { " + body + " }",
        "return known(request);");
  }
}
