package ducksite.plugins.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.testkit.TestAuthRequest;
import ducksite.testkit.TestPluginContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenAdapterTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, folder.resolve("tokens.txt"), StandardCopyOption.REPLACE_EXISTING);
  }

  private TokenAdapter adapter(String text) throws IOException {
    write(text);
    TokenAdapter adapter = new TokenAdapter(NOON);
    adapter.start(
        TestPluginContext.in(folder).withOptions(Map.of("file", "tokens.txt", "realm", "reports")));
    return adapter;
  }

  private static Optional<AuthenticatedUser> user(TokenAdapter adapter, String header)
      throws Exception {
    return adapter.authenticate(TestAuthRequest.get("/").withHeader("Authorization", header));
  }

  private static Optional<String> id(TokenAdapter adapter, String token) throws Exception {
    return user(adapter, "Bearer " + token).map(AuthenticatedUser::id);
  }

  @Test
  void aLineIsAUserWithNameAndRoles() throws Exception {
    TokenAdapter adapter =
        adapter(
            "# users\n\n ada | Ada Lovelace | finance, operator | "
                + hash("t1")
                + " | \n"
                + "bob|||"
                + hash("t2")
                + "\nada|||"
                + hash("t3")
                + "\n");
    AuthenticatedUser ada = user(adapter, "bearer t1").orElseThrow();
    assertEquals("ada", ada.id());
    assertEquals("Ada Lovelace", ada.displayName());
    assertEquals(Set.of("finance", "operator"), ada.roles());
    assertEquals("bob", user(adapter, "Bearer  t2").orElseThrow().displayName());
    assertEquals(Optional.of("ada"), id(adapter, "t3"));
    assertEquals(Optional.empty(), id(adapter, hash("t1")));
  }

  @Test
  void aTokenEndsWhenItsLineSaysSo() throws Exception {
    TokenAdapter adapter =
        adapter(
            "a|||"
                + hash("a")
                + "|2026-06-01\n"
                + "b|||"
                + hash("b")
                + "|2026-06-02\n"
                + "c|||"
                + hash("c")
                + "|2026-06-01T12:00:00Z\n"
                + "d|||"
                + hash("d")
                + "|2026-06-01T12:00:01Z\n");
    assertEquals(Optional.empty(), id(adapter, "a"));
    assertEquals(Optional.of("b"), id(adapter, "b"));
    assertEquals(Optional.empty(), id(adapter, "c"));
    assertEquals(Optional.of("d"), id(adapter, "d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "t1",
        "Basic t1",
        "Bearer t1 t1",
        "Bearer t1,",
        " Bearer t1",
        "Bearer\tt1",
        "Bearert1"
      })
  void whatIsMalformedIsNobody(String header) throws Exception {
    assertEquals(Optional.empty(), user(adapter("ada|||" + hash("t1")), header));
  }

  @Test
  void twoHeadersAreNobodyEvenWhenBothAreRight() throws Exception {
    TokenAdapter adapter = adapter("ada|||" + hash("t1"));
    TestAuthRequest twice =
        TestAuthRequest.get("/")
            .withHeader("Authorization", "Bearer t1")
            .withHeader("Authorization", "Bearer t1");
    assertEquals(Optional.empty(), adapter.authenticate(twice));
  }

  @Test
  void aChangedFileIsReadAgainAndABrokenOneIsNot() throws Exception {
    TokenAdapter adapter = adapter("ada|||" + hash("t1"));
    write("ada|||" + hash("t2") + "|\nbob|||" + hash("t3"));
    assertEquals(Optional.empty(), id(adapter, "t1"));
    assertEquals(Optional.of("ada"), id(adapter, "t2"));
    write("bob|||" + hash("t3") + "\nthis is no line");
    assertEquals(Optional.of("ada"), id(adapter, "t2"));
    Files.delete(folder.resolve("tokens.txt"));
    assertEquals(Optional.of("bob"), id(adapter, "t3"));
    write("bob|||" + hash("t3"));
    assertEquals(Optional.empty(), id(adapter, "t2"));
    assertEquals(Optional.of("bob"), id(adapter, "t3"));
    write("");
    assertEquals(Optional.empty(), id(adapter, "t3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada||finance",
        "||finance|HASH",
        "ada|||HASH|tomorrow",
        "ada|||HASH|2026-01-01|x",
        "ada|||my-secret-token",
        "ada|||HASH\nbob|||HASH",
        "ada|||0HASH",
      })
  void aFileWithAWrongLineStopsTheStartAndIsNotQuoted(String text) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> adapter(text.replace("HASH", hash("x"))));
    assertTrue(refused.getMessage().contains("tokens.txt: line "), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    assertFalse(refused.getMessage().contains(hash("x")), refused.getMessage());
  }

  @Test
  void wrongOptionsStopTheStart() {
    for (Map<String, String> options :
        java.util.List.of(
            Map.of("fil", "x"),
            Map.of("realm", "x"),
            Map.of("file", "gone.txt"),
            Map.of("file", "tokens.txt", "realm", "a\"b"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TokenAdapter().start(TestPluginContext.in(folder).withOptions(options)),
          options.toString());
    }
  }

  @Test
  void withoutOptionsItLoadsAndAnswersNobody() throws Exception {
    TokenAdapter adapter = new TokenAdapter();
    adapter.start(TestPluginContext.in(folder));
    assertThrows(IllegalStateException.class, () -> id(adapter, "t1"));
  }

  @Test
  void theChallengeNamesTheRealmAndWhetherATokenWasWrong() throws Exception {
    TokenAdapter adapter = adapter("");
    assertEquals(
        Optional.of("Bearer realm=\"reports\""),
        adapter.challenge(TestAuthRequest.get("/")).scheme());
    assertEquals(
        Optional.of("Bearer realm=\"reports\", error=\"invalid_token\""),
        adapter
            .challenge(TestAuthRequest.get("/").withHeader("Authorization", "Bearer x"))
            .scheme());
  }
}
