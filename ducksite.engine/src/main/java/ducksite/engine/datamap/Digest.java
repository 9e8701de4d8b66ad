package ducksite.engine.datamap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over a sequence of texts, each with its length, so that no two sequences share a digest
 * by concatenation.
 */
public final class Digest {

  private final MessageDigest sha;
  private final byte[] wide = new byte[Long.BYTES];

  /** A digest of nothing yet. */
  public Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a text. */
  public Digest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes, bytes.length);
  }

  /** Adds the text whose first bytes of UTF-8 these are. */
  Digest add(byte[] bytes, int length) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      sha.update((byte) (length >>> shift));
    }
    sha.update(bytes, 0, length);
    return this;
  }

  /** Adds a number. */
  Digest add(long number) {
    for (int index = 0; index < Long.BYTES; index++) {
      wide[index] = (byte) (number >>> 8 * index);
    }
    sha.update(wide);
    return this;
  }

  /** The digest as 64 hexadecimal digits; this object starts anew. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
