package ducksite.engine.plugin.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest in the making. Parts are separated, so that no two lists of parts give one
 * digest.
 */
public final class Sha256 {

  private final MessageDigest digest = newDigest();

  /** Adds a part that is preceded by its length. */
  public Sha256 part(byte[] bytes) {
    raw(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** Adds a text as a part. */
  public Sha256 part(String text) {
    return part(text.getBytes(StandardCharsets.UTF_8));
  }

  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The plain digest of some bytes, as {@code sha256sum} prints it. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void raw(int number) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (number >>> shift));
    }
  }
}
