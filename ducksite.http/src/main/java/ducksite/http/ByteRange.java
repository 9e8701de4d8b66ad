package ducksite.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a {@code Range} header asks for. One range is served; a header with
 * several, or one that is not understood, is ignored and the whole file is sent, as RFC 9110
 * allows.
 *
 * @param start first byte
 * @param length number of bytes; 0 when the range lies beyond the end
 */
record ByteRange(long start, long length) {

  private static final String UNIT = "bytes=";

  /** Whether no byte of the file is in the range: 416. */
  boolean isUnsatisfiable() {
    return length == 0;
  }

  /** The {@code Content-Range} value for a file of a size. */
  String contentRange(long size) {
    return isUnsatisfiable()
        ? "bytes */" + size
        : "bytes " + start + "-" + (start + length - 1) + "/" + size;
  }

  /** The range that a header asks of a file of a size; empty when the whole file is to be sent. */
  static Optional<ByteRange> parse(@Nullable String header, long size) {
    if (header == null || !header.startsWith(UNIT)) {
      return Optional.empty();
    }
    String text = header.substring(UNIT.length()).strip();
    int dash = text.indexOf('-');
    if (dash < 0 || text.indexOf(',') >= 0) {
      return Optional.empty();
    }
    long first = number(text.substring(0, dash));
    long last = number(text.substring(dash + 1));
    if (dash == 0) {
      return suffix(last, size);
    }
    boolean open = dash == text.length() - 1;
    if (first < 0 || !open && last < first) {
      return Optional.empty();
    }
    if (first >= size) {
      return Optional.of(new ByteRange(0, 0));
    }
    long end = open ? size - 1 : Math.min(last, size - 1);
    return Optional.of(new ByteRange(first, end - first + 1));
  }

  private static Optional<ByteRange> suffix(long wanted, long size) {
    if (wanted < 0) {
      return Optional.empty();
    }
    long length = Math.min(wanted, size);
    return Optional.of(length == 0 ? new ByteRange(0, 0) : new ByteRange(size - length, length));
  }

  /** Decimal digits as a number, saturated; -1 for anything else. */
  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
