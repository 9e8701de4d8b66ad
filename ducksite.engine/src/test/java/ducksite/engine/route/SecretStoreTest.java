package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.SecretReference;
import ducksite.engine.project.SecretSettings;
import ducksite.engine.project.SourceText;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretStoreTest {

  private static final String PASSWORD = "open sesame";

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();
  private final SecretReference key =
      new SecretReference("key", "service", "user", new SourceText("x.toml", "").start());

  @BeforeEach
  void keystore() throws Exception {
    Files.createDirectory(root.resolve("secrets"));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    // As `keytool -importpass` does it.
    store.setEntry(
        "key",
        new KeyStore.SecretKeyEntry(
            SecretKeyFactory.getInstance("PBE")
                .generateSecret(new PBEKeySpec("from the store".toCharArray()))),
        new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    try (OutputStream out = Files.newOutputStream(root.resolve("site.p12"))) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private SecretStore store(String directory, String keystore, String passwordFile) {
    return new SecretStore(
        root, new SecretSettings(directory, keystore, passwordFile, Map.of()), environment::get);
  }

  private String found() throws SecretException {
    return store("secrets", "site.p12", "pw").find(key).value();
  }

  @Test
  void the_environment_comes_before_the_file_and_the_file_before_the_keystore() throws Exception {
    environment.put(SecretStore.KEYSTORE_PASSWORD, PASSWORD);
    assertEquals("from the store", found());
    Files.writeString(root.resolve("secrets/key"), "from the file\n");
    assertEquals("from the file", found());
    environment.put("DUCKSITE_SECRET_KEY", "from the environment");
    assertEquals("from the environment", found());
  }

  @Test
  void the_keystores_password_may_be_in_a_file() throws Exception {
    Files.writeString(root.resolve("pw"), PASSWORD + "\r\n");
    assertEquals("from the store", found());
  }

  @Test
  void what_is_missing_is_told_with_all_places_and_without_any_value() throws Exception {
    String nowhere =
        assertThrows(SecretException.class, () -> store(null, null, null).find(key)).getMessage();
    assertEquals("secret/missing: the secret 'key' has no value: set DUCKSITE_SECRET_KEY", nowhere);
    environment.put(SecretStore.KEYSTORE_PASSWORD, PASSWORD);
    SecretReference other = new SecretReference("other", "s", "u", key.position());
    String message =
        assertThrows(SecretException.class, () -> store("secrets", "site.p12", null).find(other))
            .getMessage();
    assertTrue(message.contains("DUCKSITE_SECRET_OTHER"), message);
    assertTrue(message.contains("secrets/other"), message);
    assertTrue(message.contains("site.p12"), message);
  }

  @Test
  void a_place_that_cannot_be_read_is_told_without_its_content() throws Exception {
    environment.put(SecretStore.KEYSTORE_PASSWORD, "wrong");
    String wrong = assertThrows(SecretException.class, this::found).getMessage();
    assertTrue(wrong.startsWith("secret/unreadable: the secret 'key': the KeyStore"), wrong);
    environment.clear();
    String none = assertThrows(SecretException.class, this::found).getMessage();
    assertTrue(none.contains("has no password"), none);
    Files.createDirectory(root.resolve("secrets/key"));
    assertTrue(assertThrows(SecretException.class, this::found).getMessage().contains("its file"));
    Files.delete(root.resolve("secrets/key"));
    Files.write(root.resolve("secrets/key"), new byte[] {(byte) 0xC3, 'x'});
    assertTrue(assertThrows(SecretException.class, this::found).getMessage().contains("UTF-8"));
    Files.writeString(root.resolve("secrets/key"), "x".repeat(70_000));
    assertTrue(assertThrows(SecretException.class, this::found).getMessage().contains("at most"));
  }

  @Test
  void a_digest_tells_values_apart_and_no_text_shows_one() throws Exception {
    Secret one = new Secret("key", "sentinel");
    assertEquals(one.digest(), new Secret("key", "sentinel").digest());
    assertNotEquals(one.digest(), new Secret("key", "sentinel2").digest());
    assertNotEquals(one.digest(), new Secret("other", "sentinel").digest());
    assertFalse((one + one.digest()).contains("sentinel"));
  }
}
