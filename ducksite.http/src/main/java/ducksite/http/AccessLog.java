package ducksite.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of answered requests on their way to a stream. Whoever answers puts a line into memory
 * and goes on; a thread of the log's own writes what has come together, some times a second, whole
 * lines in one write. Lines are lost only where the stream stalls for longer than memory lasts,
 * which a line tells then, or where the process is killed. Safe for use by several threads.
 */
final class AccessLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final long ROUND_NANOS = 100_000_000;
  private static final long CLOSING_MILLIS = 2_000;
  private static final int SMALLEST = 64 * 1024;
  private static final int LARGEST = 8 << 20;
  private static final byte[] NAME = ascii(" INFO  ducksite.access ");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss.");
  private static final byte[] DIGITS = ascii("0123456789abcdef");

  private final @Nullable OutputStream target;
  private final @Nullable Thread writer;
  private final int largest;
  private volatile boolean closed;

  // Guarded by this.
  private byte[] lines = new byte[SMALLEST];
  private byte[] spare = new byte[SMALLEST];
  private int length;
  private long lost;
  private long second;
  private byte[] time = new byte[0];

  /** A log into a stream, which it does not close; null for one that takes no lines. */
  AccessLog(@Nullable OutputStream target) {
    this(target, LARGEST);
  }

  /**
   * @param largest bytes that wait at most
   */
  AccessLog(@Nullable OutputStream target, int largest) {
    this.target = target;
    this.largest = largest;
    this.writer =
        target == null
            ? null
            : Thread.ofPlatform().name("ducksite-access-log").daemon().start(() -> write(target));
  }

  /** Whether lines are taken at all. */
  boolean isOn() {
    return target != null;
  }

  /** Takes a line of ASCII characters. */
  void line(String text) {
    byte[] bytes = ascii(text);
    synchronized (this) {
      if (begins(bytes.length)) {
        put(bytes);
        ends();
      }
    }
  }

  /** Takes a line: a text, milliseconds, another text, and a number of sixteen digits. */
  void line(byte[] before, long millis, byte[] after, long id) {
    byte[] elapsed = ascii(Long.toString(millis));
    synchronized (this) {
      if (begins(before.length + elapsed.length + after.length + Long.BYTES * 2)) {
        put(before);
        put(elapsed);
        put(after);
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
          lines[length++] = DIGITS[(int) (id >>> shift) & 0xf];
        }
        ends();
      }
    }
  }

  /** Writes the time, when there is room for a line behind it. */
  private boolean begins(int bytes) {
    long now = System.currentTimeMillis();
    if (now / 1000 != second) {
      second = now / 1000;
      time = ascii(SECOND.format(Instant.ofEpochMilli(now).atZone(ZoneId.systemDefault())));
    }
    int needed = time.length + 3 + NAME.length + bytes + 1;
    if (!isOn() || length + needed > largest) {
      lost++;
      return false;
    }
    if (length + needed > lines.length) {
      lines = Arrays.copyOf(lines, Math.max(lines.length * 2, length + needed));
    }
    put(time);
    int millis = (int) (now % 1000);
    lines[length++] = DIGITS[millis / 100];
    lines[length++] = DIGITS[millis / 10 % 10];
    lines[length++] = DIGITS[millis % 10];
    put(NAME);
    return true;
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, lines, length, bytes.length);
    length += bytes.length;
  }

  private void ends() {
    lines[length++] = '\n';
    // Rare, so that answering wakes no thread: the writer comes by itself.
    if (length > largest / 2 && writer != null) {
      LockSupport.unpark(writer);
    }
  }

  private void write(OutputStream stream) {
    boolean last = false;
    while (!last) {
      if (!closed) {
        LockSupport.parkNanos(this, ROUND_NANOS);
      }
      last = closed;
      byte[] taken;
      int count;
      long missing;
      synchronized (this) {
        taken = lines;
        count = length;
        missing = lost;
        lines = spare;
        spare = taken;
        length = 0;
        lost = 0;
      }
      try {
        if (count > 0) {
          stream.write(taken, 0, count);
          stream.flush();
        }
      } catch (IOException e) {
        LOG.debug("lines of answered requests cannot be written", e);
      }
      if (missing > 0) {
        LOG.warn("{} lines of answered requests were lost", missing);
      }
    }
  }

  /** Writes what is left, but does not wait long for a stream that stalls. */
  @Override
  public void close() {
    closed = true;
    if (writer != null) {
      LockSupport.unpark(writer);
      try {
        writer.join(CLOSING_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
