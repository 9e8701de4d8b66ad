package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The share of a core that looking at files takes, by a clock that only the work moves. */
final class DutyCycleTest {

  private static final int LOOKS = 40;

  @TempDir private Path folder;

  @Test
  void whoever_watches_files_works_a_tenth_of_the_time_at_most() throws Exception {
    Random random = new Random(7);
    AtomicLong now = new AtomicLong();
    AtomicLong worked = new AtomicLong();
    AtomicLong begun = new AtomicLong(-1);
    Queue<String> tooMuch = new ConcurrentLinkedQueue<>();
    CountDownLatch enough = new CountDownLatch(LOOKS);
    DutyCycle duty =
        new DutyCycle(
            () -> {
              // Every second time it is asked, some work has been done: from some nanoseconds on.
              if (begun.getAndSet(begun.get() < 0 ? now.get() : -1) >= 0) {
                long taken = random.nextLong(1, 1L << random.nextInt(1, 34));
                worked.addAndGet(taken);
                now.addAndGet(taken);
              }
              return now.get();
            },
            nanos -> {
              now.addAndGet(nanos);
              if (worked.get() * 10 > now.get()) {
                tooMuch.add(worked + " of " + now);
              }
              enough.countDown();
              rewrite(nanos);
            });
    Path file = Files.writeString(folder.resolve("a"), "first");
    try (InputIdentities _ =
        new InputIdentities(
            Map.of(), null, Map.of("a", List.of(file)), Duration.ofMillis(1), duty)) {
      assertTrue(enough.await(60, TimeUnit.SECONDS), "it does not look again");
    }
    assertTrue(worked.get() > 0);
    assertEquals(List.of(), List.copyOf(tooMuch));
  }

  private void rewrite(long seed) {
    try {
      Files.writeString(folder.resolve("a"), "now " + seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
