package ducksite.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Comparison of entity tags as RFC 9110 defines it. */
final class EntityTags {

  private static final String WEAK = "W/";
  private static final int TAG_BYTES = 16;

  private EntityTags() {}

  /** The tag of these very bytes. */
  static String of(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether an {@code If-None-Match} header names a tag: weak comparison. */
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return ifNoneMatch.strip().equals("*")
        || Arrays.stream(ifNoneMatch.split(","))
            .anyMatch(each -> opaque(each.strip()).equals(opaque(tag)));
  }

  /**
   * Whether an {@code If-Match} header names a tag: strong comparison, so a weak tag never does.
   */
  static boolean matchesStrongly(String ifMatch, String tag) {
    return ifMatch.strip().equals("*")
        || !tag.startsWith(WEAK)
            && Arrays.stream(ifMatch.split(",")).anyMatch(each -> each.strip().equals(tag));
  }

  /**
   * Whether an {@code If-Range} header lets a range through: strong comparison; a date never does.
   */
  static boolean allowsRange(@Nullable String ifRange, String tag) {
    return ifRange == null || !tag.startsWith(WEAK) && ifRange.strip().equals(tag);
  }

  private static String opaque(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }
}
