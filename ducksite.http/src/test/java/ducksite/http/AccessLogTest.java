package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AccessLogTest {

  private static final int THREADS = 4;
  private static final int LINES = 20_000;

  /** A stream that counts its writes. */
  private static final class Counting extends ByteArrayOutputStream {
    final AtomicInteger writes = new AtomicInteger();

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      writes.incrementAndGet();
      super.write(bytes, offset, length);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> sorted(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.US_ASCII)
        .lines()
        .map(line -> line.replaceFirst("^[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3} INFO  ", ""))
        .sorted()
        .toList();
  }

  @Test
  void everyLineOfEveryThreadIsThereOnceAfterTheEndInFewWrites() throws Exception {
    Counting out = new Counting();
    List<String> expected = new ArrayList<>();
    try (AccessLog log = new AccessLog(out)) {
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int own = thread;
        IntStream.range(0, LINES)
            .mapToObj(
                line ->
                    "ducksite.access from %d, line %d ms %016x".formatted(own, line, line * 7919L))
            .forEach(expected::add);
        threads.add(Thread.ofPlatform().start(() -> write(log, own)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(expected.stream().sorted().toList(), sorted(out));
    assertTrue(out.writes.get() < LINES / 10, "writes: " + out.writes.get());
  }

  private static void write(AccessLog log, int own) {
    byte[] before = ascii("from " + own + ", line ");
    for (int line = 0; line < LINES; line++) {
      if (line % 2 == 0) {
        log.line(before, line, ascii(" ms "), line * 7919L);
      } else {
        log.line("from %d, line %d ms %016x".formatted(own, line, line * 7919L));
      }
    }
  }

  @Test
  void aStreamThatStallsHoldsNobodyUpAndTakesWholeLinesAfterwards() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Counting taken = new Counting();
    OutputStream stalling =
        new OutputStream() {
          @Override
          public void write(int each) {
            taken.write(each);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            stalled.countDown();
            try {
              released.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            taken.write(bytes, offset, length);
          }
        };
    try (AccessLog log = new AccessLog(stalling, 64 * 1024)) {
      log.line("first");
      stalled.await();
      for (int line = 0; line < LINES; line++) {
        log.line("line " + line);
      }
      released.countDown();
    }
    List<String> lines = sorted(taken);
    assertTrue(lines.size() > 100 && lines.size() < LINES, "lines: " + lines.size());
    assertEquals("ducksite.access first", lines.getFirst());
    lines.stream()
        .skip(1)
        .forEach(line -> assertTrue(line.matches("ducksite\\.access line [0-9]+"), line));
  }

  @Test
  void aLogWithoutAStreamTakesNothing() {
    try (AccessLog log = new AccessLog(null)) {
      log.line("nothing");
      assertEquals(false, log.isOn());
    }
  }
}
