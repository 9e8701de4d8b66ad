package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.auth.AuthAdapter;
import ducksite.api.auth.AuthRequest;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.auth.Challenge;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of adapters fails, by the test that is meant, for adapters that break it. */
final class AuthContractTest {

  private static final String TOKEN = "Bearer correct-horse";

  private static AuthAdapter subject;

  /** The contract as an author extends it. */
  static final class Extended extends AuthAdapterContract {
    @Override
    protected AuthAdapter adapter() {
      return subject;
    }

    @Override
    protected TestAuthRequest knownRequest() {
      return TestAuthRequest.get("/").withHeader("Authorization", TOKEN);
    }

    @Override
    protected String knownUser() {
      return "ada";
    }
  }

  private static Optional<AuthenticatedUser> good(AuthRequest request) {
    return request.headers("authorization").stream()
        .filter(TOKEN::equals)
        .map(_ -> AuthenticatedUser.of("ada"))
        .findFirst();
  }

  private static Set<String> failures(AuthAdapter adapter) {
    subject = adapter;
    return Verdict.of(Extended.class).failed().keySet();
  }

  @Test
  void aGoodAdapterPassesEveryTest() {
    subject = AuthContractTest::good;
    Verdict verdict = Verdict.of(Extended.class);
    assertEquals(Map.of(), verdict.failed());
    assertEquals(Set.of(), verdict.aborted());
    assertEquals(13, verdict.passed().size(), verdict.passed()::toString);
  }

  @Test
  void anAdapterThatTakesAnyTokenFails() {
    AuthAdapter open =
        request ->
            request.headers("authorization").isEmpty()
                ? Optional.empty()
                : Optional.of(AuthenticatedUser.of("ada"));
    assertEquals(
        Set.of(
            "takesHostileHeadersForNobody",
            "bearsManyHeadersOfOneName",
            "refusesAlteredCredentials"),
        failures(open));
  }

  @Test
  void anAdapterThatComparesTheBeginningOnlyFails() {
    AuthAdapter prefix =
        request ->
            request.headers("authorization").stream().anyMatch(value -> value.startsWith(TOKEN))
                ? Optional.of(AuthenticatedUser.of("ada"))
                : Optional.empty();
    assertEquals(Set.of("refusesAlteredCredentials"), failures(prefix));
  }

  @Test
  void anAdapterThatThrowsOnWhatStrangersSendFails() {
    AuthAdapter brittle =
        request -> {
          for (String value : request.headers("authorization")) {
            if (value.startsWith("Basic ")) {
              Base64.getDecoder().decode(value.substring(6));
            }
          }
          return good(request);
        };
    assertEquals(Set.of("takesHostileHeadersForNobody"), failures(brittle));
  }

  @Test
  void anAdapterThatReturnsNullFails() {
    AuthAdapter careless = request -> good(request).isPresent() ? good(request) : null;
    assertTrue(failures(careless).contains("takesNobodyForAUser"));
  }

  @Test
  void anAdapterThatBelievesAHeaderFails() {
    AuthAdapter trusting =
        request ->
            request.headers("x-remote-user").stream()
                .filter(name -> name.equals("admin"))
                .map(AuthenticatedUser::of)
                .findFirst()
                .or(() -> good(request));
    assertEquals(Set.of("takesHostileHeadersForNobody"), failures(trusting));
  }

  @Test
  void anAdapterWithoutAChallengeFails() {
    AuthAdapter mute =
        new AuthAdapter() {
          @Override
          public Optional<AuthenticatedUser> authenticate(AuthRequest request) {
            return good(request);
          }

          @Override
          public Challenge challenge(AuthRequest request) {
            return null;
          }
        };
    assertTrue(failures(mute).contains("challengesWhoeverIsUnknown"));
  }

  @Test
  void anAdapterThatForgetsItsUserFails() {
    assertTrue(failures(_ -> Optional.empty()).contains("knowsItsUser"));
  }
}
