package ducksite.engine.route;

import java.security.GeneralSecurityException;
import java.security.spec.KeySpec;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** The value of a secret, which no text shows. Immutable. */
final class Secret {

  /** Entity tags are public and hold a digest: guessing short secrets from one must be dear. */
  private static final int ROUNDS = 100_000;

  private static final int BITS = 256;

  private final String name;
  private final String value;
  private volatile @Nullable String digest;

  Secret(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /** The value, to be bound and for nothing else. */
  String value() {
    return value;
  }

  boolean has(String other) {
    return value.equals(other);
  }

  /** A digest from which the value cannot be had; the same on all hosts. */
  String digest() {
    String known = digest;
    if (known == null) {
      known = derived();
      digest = known;
    }
    return known;
  }

  private String derived() {
    try {
      byte[] salt = ("ducksite secret " + name).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      KeySpec spec = new PBEKeySpec(value.toCharArray(), salt, ROUNDS, BITS);
      return HexFormat.of()
          .formatHex(
              SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                  .generateSecret(spec)
                  .getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    }
  }

  @Override
  public String toString() {
    return "secret " + name;
  }
}
