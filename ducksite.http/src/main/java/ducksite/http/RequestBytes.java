package ducksite.http;

import java.util.Arrays;

/** All bytes of a request, as they came. Immutable by agreement: nobody writes into the array. */
final class RequestBytes implements Comparable<RequestBytes> {

  private final byte[] bytes;
  private final int hash;

  RequestBytes(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  /** Whether they end where a head can end. */
  boolean endWithEmptyLine() {
    int end = bytes.length;
    return end > 4
        && bytes[end - 4] == '\r'
        && bytes[end - 3] == '\n'
        && bytes[end - 2] == '\r'
        && bytes[end - 1] == '\n';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestBytes those
        && hash == those.hash
        && Arrays.equals(bytes, those.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** So that requests made to have one hash do not make looking for one slow. */
  @Override
  public int compareTo(RequestBytes other) {
    return Arrays.compare(bytes, other.bytes);
  }
}
