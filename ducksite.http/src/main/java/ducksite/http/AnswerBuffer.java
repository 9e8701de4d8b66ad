package ducksite.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The memory that an IO thread puts answers together in. Confined to its thread. */
final class AnswerBuffer {

  private static final ThreadLocal<AnswerBuffer> OWN = ThreadLocal.withInitial(AnswerBuffer::new);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(Repeats.LONGEST_ANSWER);
  private long second;
  private byte[] date = new byte[0];

  private AnswerBuffer() {}

  /** The thread's own. */
  static AnswerBuffer own() {
    return OWN.get();
  }

  /** An answer as it is now; good until the next one. */
  ByteBuffer of(Repeat repeat) {
    long now = System.currentTimeMillis() / 1000;
    if (now != second) {
      second = now;
      date = DATE.format(Instant.ofEpochSecond(now)).getBytes(StandardCharsets.US_ASCII);
    }
    repeat.write(bytes.clear(), date);
    return bytes.flip();
  }
}
