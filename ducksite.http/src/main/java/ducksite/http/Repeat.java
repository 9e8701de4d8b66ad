package ducksite.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request with the bytes of its answer, which the same bytes get again as long as it
 * stands. Safe for use by several threads.
 */
final class Repeat {

  private static final int DATE_LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();

  /** Whether an answer is still the one that would be given. Touches no file. */
  interface Standing {

    /** Whether it stands. */
    boolean stands();

    /** Tells that the answer was given once more. */
    void given(long nanos);
  }

  private final RequestBytes request;
  private final ByteBuffer asked;
  private final byte[] answer;
  private final int dateAt;
  private final int bodyBytes;
  private final byte[] logged;
  private final RequestLog.Counted counted;
  private final WeakReference<Repeat> own = new WeakReference<>(this);
  private volatile @Nullable Standing standing;

  /**
   * The answer of an exchange that has ended.
   *
   * @param request what was asked
   * @param body what was answered behind the head
   */
  Repeat(
      RequestBytes request,
      HttpServerExchange exchange,
      byte[] body,
      RequestLog.Counted counted,
      Standing standing) {
    byte[] head = head(exchange).getBytes(StandardCharsets.ISO_8859_1);
    this.request = request;
    this.asked = ByteBuffer.wrap(request.array());
    this.answer = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    this.bodyBytes = body.length;
    this.dateAt = dateAt(head);
    this.logged =
        RequestLog.before(
                exchange.getRequestMethod().toString(),
                exchange.getRequestPath(),
                exchange.getStatusCode(),
                body.length)
            .getBytes(StandardCharsets.US_ASCII);
    this.counted = counted;
    this.standing = standing;
  }

  private static String head(HttpServerExchange exchange) {
    int status = exchange.getStatusCode();
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ');
    head.append(StatusCodes.getReason(status)).append("\r\n");
    for (HeaderValues header : exchange.getResponseHeaders()) {
      for (String value : header) {
        head.append(header.getHeaderName()).append(": ").append(value).append("\r\n");
      }
    }
    return head.append("\r\n").toString();
  }

  private static int dateAt(byte[] head) {
    String name = "\r\n" + Headers.DATE_STRING + ": ";
    int start = new String(head, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
    boolean found = start >= name.length() && head[start + DATE_LENGTH] == '\r';
    return found ? start : -1;
  }

  /** The request. */
  RequestBytes request() {
    return request;
  }

  /** For those who remember it as long as others keep it. */
  WeakReference<Repeat> remembered() {
    return own;
  }

  /** Whether the answer has the one date that can be renewed. */
  boolean isDated() {
    return dateAt >= 0;
  }

  /** Bytes that it takes. */
  int weight() {
    return request.length() + answer.length + logged.length;
  }

  /** Bytes of the answer. */
  int length() {
    return answer.length;
  }

  /** Whether this is the answer to the bytes between two places. */
  boolean answers(ByteBuffer bytes, int start, int end) {
    return end - start == request.length()
        && bytes.slice(start, request.length()).mismatch(asked) < 0;
  }

  /** Whether it would be given now. */
  boolean stands() {
    Standing now = standing;
    return now != null && now.stands();
  }

  /** Lets go of the site that it was made of; from now on it does not stand. */
  void retire() {
    standing = null;
  }

  /** Writes the answer as it is at a moment. */
  void write(ByteBuffer target, byte[] date) {
    int start = target.position();
    target.put(answer);
    target.put(start + dateAt, date);
  }

  /** Counts the answer and logs it. */
  void given(long nanos, AccessLog log, byte[] client, long id) {
    counted.add(nanos, bodyBytes);
    Standing now = standing;
    if (now != null) {
      now.given(nanos);
    }
    if (log.isOn()) {
      log.line(logged, nanos / 1_000_000, client, id);
    }
  }
}
