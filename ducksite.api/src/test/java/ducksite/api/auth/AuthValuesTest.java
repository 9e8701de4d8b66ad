package ducksite.api.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthValuesTest {

  private static final AuthenticatedUser ADA =
      AuthenticatedUser.of("ada")
          .withDisplayName("Ada")
          .withRoles(List.of("writer", "reader"))
          .withAttributes(Map.of("team", "a"));

  @Test
  void aUserHasWhatItWasGiven() {
    assertEquals("ada", ADA.id());
    assertEquals("Ada", ADA.displayName());
    assertEquals(List.of("writer", "reader"), List.copyOf(ADA.roles()));
    assertEquals(Map.of("team", "a"), ADA.attributes());
    assertEquals("ada", ADA.toString());
  }

  @Test
  void aUserIsNamedLikeItsIdAndHasNoRoles() {
    AuthenticatedUser user = AuthenticatedUser.of("bob");
    assertEquals("bob", user.displayName());
    assertEquals(Set.of(), user.roles());
    assertEquals(Map.of(), user.attributes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
  void anIdThatWouldForgeALogLineIsRefused(String id) {
    assertThrows(IllegalArgumentException.class, () -> AuthenticatedUser.of(id));
  }

  @Test
  void aBlankRoleIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ADA.withRoles(List.of("a", " ")));
  }

  @Test
  void rolesAndAttributesAreCopied() {
    List<String> roles = new ArrayList<>(List.of("a"));
    Map<String, String> attributes = new HashMap<>(Map.of("k", "v"));
    AuthenticatedUser user = ADA.withRoles(roles).withAttributes(attributes);
    roles.add("operator");
    attributes.clear();
    assertEquals(Set.of("a"), user.roles());
    assertEquals(Map.of("k", "v"), user.attributes());
    assertThrows(UnsupportedOperationException.class, () -> user.roles().add("operator"));
    assertThrows(UnsupportedOperationException.class, () -> user.attributes().put("k", "w"));
  }

  @Test
  void usersAreEqualInEveryPart() {
    assertEquals(ADA, ADA.withRoles(List.of("reader", "writer")));
    assertEquals(ADA.hashCode(), ADA.withRoles(List.of("reader", "writer")).hashCode());
    assertNotEquals(ADA, ADA.withDisplayName("B"));
    assertNotEquals(ADA, ADA.withRoles(List.of()));
    assertNotEquals(ADA, ADA.withAttributes(Map.of()));
    assertNotEquals(ADA, AuthenticatedUser.of("eve"));
  }

  @Test
  void aChallengeIsASchemeOrALoginPage() {
    Challenge scheme = Challenge.unauthorized("Bearer realm=\"x\"");
    assertEquals(Optional.of("Bearer realm=\"x\""), scheme.scheme());
    assertEquals(Optional.empty(), scheme.loginPage());
    Challenge page = Challenge.redirect(URI.create("/login?next=%2F"));
    assertEquals(Optional.empty(), page.scheme());
    assertEquals(Optional.of(URI.create("/login?next=%2F")), page.loginPage());
    assertEquals(page, Challenge.redirect(URI.create("/login?next=%2F")));
    assertEquals(page.hashCode(), Challenge.redirect(URI.create("/login?next=%2F")).hashCode());
    assertNotEquals(page, scheme);
    assertEquals("302 /login?next=%2F", page.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Bearer\r\nSet-Cookie: a=b"})
  void aSchemeThatWouldSplitTheAnswerIsRefused(String scheme) {
    assertThrows(IllegalArgumentException.class, () -> Challenge.unauthorized(scheme));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"login", "//evil.example/", "javascript:alert(1)", "https:login", "file:/etc"})
  void aLoginPageIsAPathOrAWebAddress(String page) {
    assertThrows(IllegalArgumentException.class, () -> Challenge.redirect(URI.create(page)));
  }

  @Test
  void anAdapterAsksForABearerTokenByDefault() {
    AuthAdapter adapter = _ -> Optional.empty();
    assertEquals(Challenge.unauthorized("Bearer"), adapter.challenge(new NoRequest()));
  }

  private static final class NoRequest implements AuthRequest {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/";
    }

    @Override
    public Map<String, List<String>> query() {
      return Map.of();
    }

    @Override
    public Set<String> headerNames() {
      return Set.of();
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public List<String> headers(String name) {
      return List.of();
    }

    @Override
    public Optional<String> cookie(String name) {
      return Optional.empty();
    }

    @Override
    public String clientAddress() {
      return "127.0.0.1";
    }
  }
}
