package ducksite.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvictionTest {

  private static final int ENTRIES = 400;
  private static final long LATER_THAN_ANY_FILE = 1L << 60;

  @TempDir private Path folder;

  private EntryFolder filled() throws IOException {
    EntryFolder entries = new EntryFolder(folder.resolve("results"));
    for (int index = 0; index < ENTRIES; index++) {
      String id = "id" + index;
      Path own = Files.writeString(folder.resolve(id), id);
      entries.publish(
          new EntryInfo(
              id,
              "route",
              "text",
              EntryFolder.newFile(id),
              System.currentTimeMillis(),
              1,
              Files.size(own),
              Checksums.of(own),
              1),
          own);
    }
    return entries;
  }

  @Test
  void entries_that_are_used_while_they_are_counted_are_counted_all_the_same() throws Exception {
    Random random = new Random(7);
    Set<String> removed = new HashSet<>();
    Eviction eviction =
        new Eviction(
            filled(), id -> LATER_THAN_ANY_FILE + random.nextInt(2), id -> removed.add(id));
    CacheLimits enough = new CacheLimits(1L << 30, Duration.ofDays(1), Duration.ofHours(1));
    for (int round = 0; round < 20; round++) {
      eviction.sweep(enough);
      assertEquals(ENTRIES, eviction.entries());
    }
    assertEquals(Set.of(), removed);
    long half = eviction.bytes() / 2;
    eviction.sweep(new CacheLimits(half, Duration.ofDays(1), Duration.ofHours(1)));
    assertTrue(eviction.bytes() <= half, "bytes: " + eviction.bytes());
    assertEquals(ENTRIES, removed.size() + eviction.entries());
  }
}
