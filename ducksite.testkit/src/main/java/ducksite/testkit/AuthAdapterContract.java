package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.auth.AuthAdapter;
import ducksite.api.auth.AuthRequest;
import ducksite.api.auth.AuthenticatedUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every authentication adapter does, as tests. Extend it and tell the adapter, a request whose
 * user it knows, and that user's id.
 */
public abstract class AuthAdapterContract extends ProviderContract<AuthAdapter> {

  private static final List<String> HEADERS =
      List.of(
          "authorization",
          "cookie",
          "x-api-key",
          "x-remote-user",
          "x-forwarded-user",
          "x-forwarded-for",
          "forwarded",
          "host");
  private static final List<String> CREDENTIALS =
      List.of(
          "Bearer",
          "Bearer ",
          "bearer null",
          "Bearer \u0000",
          "Bearer a,b",
          "Basic",
          "Basic !!!",
          "Basic Og==",
          "Basic YWRtaW4=",
          "Digest username=\"admin\"",
          "Negotiate AAAA",
          "eyJhbGciOiJub25lIn0.e30.",
          "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
          "admin",
          "session=; session=admin");

  /** For those who extend. */
  protected AuthAdapterContract() {}

  /** The adapter under test, a new one at each call. */
  protected abstract AuthAdapter adapter();

  /** A request whose user the adapter knows, with the credentials as headers or cookies. */
  protected abstract TestAuthRequest knownRequest();

  /** The id of that user. */
  protected abstract String knownUser();

  /**
   * Headers that the adapter trusts as they are, in lower case: none by default. An adapter behind
   * a proxy that sets {@code x-remote-user} names it here.
   */
  protected Set<String> trustedHeaders() {
    return Set.of();
  }

  @Override
  final AuthAdapter provider() {
    return adapter();
  }

  @Override
  final Object call(AuthAdapter adapter) throws Exception {
    return authenticate(adapter, knownRequest());
  }

  private static Optional<AuthenticatedUser> authenticate(AuthAdapter adapter, AuthRequest request)
      throws Exception {
    Optional<AuthenticatedUser> user = adapter.authenticate(request);
    assertNotNull(user, "authenticate returned null; Optional.empty() is nobody");
    return user;
  }

  private static void assertNobody(AuthAdapter adapter, AuthRequest request, String what) {
    try {
      assertEquals(Optional.empty(), authenticate(adapter, request), () -> what + " was accepted");
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError(
          what + " is answered with an exception, which clients see as 503; it is nobody", e);
    }
    assertNotNull(adapter.challenge(request), "challenge returned null");
  }

  /** The known request is its user's. */
  @Test
  public void knowsItsUser() throws Exception {
    assertEquals(
        Optional.of(knownUser()),
        authenticate(started(), knownRequest()).map(AuthenticatedUser::id));
  }

  /** A request without credentials is nobody's, whatever it asks for. */
  @Test
  public void takesNobodyForAUser() throws Exception {
    AuthAdapter adapter = started();
    for (String path : List.of("/", "/-/plugins", "/healthz/../", "/" + "a".repeat(10_000))) {
      for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE")) {
        assertNobody(
            adapter,
            TestAuthRequest.get(path).withMethod(method),
            method + " " + HostileTexts.describe(path) + " without credentials");
      }
    }
  }

  /** Hostile headers are nobody's and throw nothing. */
  @Test
  public void takesHostileHeadersForNobody() throws Exception {
    AuthAdapter adapter = started();
    for (String header : headers()) {
      for (String value : hostileValues()) {
        assertNobody(
            adapter,
            TestAuthRequest.get("/").withHeader(header, value),
            header + ": " + HostileTexts.describe(value));
      }
    }
  }

  /** Hostile cookies are nobody's and throw nothing. */
  @Test
  public void takesHostileCookiesForNobody() throws Exception {
    AuthAdapter adapter = started();
    Set<String> names = new java.util.TreeSet<>(knownRequest().cookieNames());
    names.add("session");
    for (String cookie : names) {
      for (String value : hostileValues()) {
        assertNobody(
            adapter,
            TestAuthRequest.get("/").withCookie(cookie, value),
            "cookie " + cookie + "=" + HostileTexts.describe(value));
      }
    }
  }

  /** One header a thousand times throws nothing. */
  @Test
  public void bearsManyHeadersOfOneName() throws Exception {
    TestAuthRequest request = TestAuthRequest.get("/");
    for (int i = 0; i < 1000; i++) {
      request = request.withHeader("authorization", "Bearer " + i);
    }
    assertNobody(started(), request, "a thousand headers");
  }

  /** A credential that is cut, longer or altered is nobody's. */
  @Test
  public void refusesAlteredCredentials() throws Exception {
    AuthAdapter adapter = started();
    TestAuthRequest known = knownRequest();
    int tried = 0;
    for (String header : known.headerNames()) {
      String value = known.headers(header).getFirst();
      for (String altered : altered(value)) {
        if (!trustedHeaders().contains(header)) {
          tried++;
          assertNobody(adapter, known.withOnlyHeader(header, altered), "an altered " + header);
        }
      }
    }
    for (String cookie : known.cookieNames()) {
      for (String altered : altered(known.cookie(cookie).orElseThrow())) {
        tried++;
        assertNobody(adapter, known.withCookie(cookie, altered), "an altered cookie " + cookie);
      }
    }
    assertTrue(
        tried > 0 || !trustedHeaders().isEmpty(), "the known request carries no credentials");
  }

  private static List<String> altered(String value) {
    String secret = value.substring(value.indexOf(' ') + 1);
    String scheme = value.substring(0, value.length() - secret.length());
    char middle = secret.charAt(secret.length() / 2);
    String other =
        secret.substring(0, secret.length() / 2)
            + (middle == 'x' ? 'y' : 'x')
            + secret.substring(secret.length() / 2 + 1);
    return List.of(
        scheme + secret.substring(0, secret.length() / 2),
        scheme + secret + "x",
        scheme + secret + secret,
        scheme + other,
        scheme + "*");
  }

  /** Whoever is asked to log in learns nothing of the adapter's inside, and gets an answer. */
  @Test
  public void challengesWhoeverIsUnknown() throws Exception {
    AuthAdapter adapter = started();
    var challenge = adapter.challenge(TestAuthRequest.get("/a"));
    assertNotNull(challenge, "challenge returned null");
    assertFalse(challenge.scheme().isEmpty() && challenge.loginPage().isEmpty());
  }

  private List<String> headers() {
    Set<String> names = new java.util.TreeSet<>(HEADERS);
    names.addAll(knownRequest().headerNames());
    names.removeIf(name -> trustedHeaders().contains(name.toLowerCase(Locale.ROOT)));
    return List.copyOf(names);
  }

  private static List<String> hostileValues() {
    List<String> values = new ArrayList<>(CREDENTIALS);
    for (String text : HostileTexts.ALL) {
      values.add(text);
      values.add("Bearer " + text);
      values.add("Basic " + text);
    }
    return values;
  }
}
