package ducksite.plugins.tokens;

import ducksite.api.auth.AuthenticatedUser;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the file: a user and the hash of one of their tokens.
 *
 * @param hash SHA-256 of the token
 * @param expires when the token ends, null for never
 */
record TokenEntry(AuthenticatedUser user, byte[] hash, @Nullable Instant expires) {

  /** Whether a hash is this one's; takes as long for every hash. */
  boolean hasHash(byte[] other) {
    return MessageDigest.isEqual(hash, other);
  }

  boolean isValidAt(Instant now) {
    return expires == null || now.isBefore(expires);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return user + (expires == null ? "" : " until " + expires);
  }
}
