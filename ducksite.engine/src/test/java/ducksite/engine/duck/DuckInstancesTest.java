package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckInstancesTest {

  private static final DuckPool POOL = new DuckPool(1, 1);

  @TempDir Path folder;

  @Test
  void equalSettingsShareAnInstanceUntilTheLastLeaseEnds() {
    try (SqlGate gate = new SqlGate();
        DuckInstances instances = new DuckInstances(gate)) {
      DuckLease first = instances.acquire(settings("a", "b"), POOL);
      DuckLease second = instances.acquire(settings("b", "a", "a"), POOL);
      DuckLease other = instances.acquire(settings("a"), POOL);
      assertSame(first.instance(), second.instance());
      assertNotSame(first.instance(), other.instance());
      assertEquals(2, instances.size());
      first.close();
      first.close();
      assertEquals(
          1,
          second
              .instance()
              .count(BoundSql.of("SELECT 1"), TestInstances.LONG, TestInstances.NEVER));
      second.close();
      assertEquals(1, instances.size());
      assertNotSame(first.instance(), instances.acquire(settings("a", "b"), POOL).instance());
    }
  }

  @Test
  void aClosedRegistryGivesNothingOut() {
    try (SqlGate gate = new SqlGate()) {
      DuckInstances instances = new DuckInstances(gate);
      DuckLease lease = instances.acquire(settings("a"), POOL);
      instances.close();
      lease.close();
      assertThrows(IllegalStateException.class, () -> instances.acquire(settings("a"), POOL));
    }
  }

  @Test
  void anInstanceThatCannotStartSaysWhy() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    DuckSettings settings = new DuckSettings(List.of(), file.resolve("tmp"), 64L << 20, 1);
    try (SqlGate gate = new SqlGate();
        DuckInstances instances = new DuckInstances(gate)) {
      DuckException failed =
          assertThrows(DuckException.class, () -> instances.acquire(settings, POOL));
      assertTrue(failed.getMessage().contains(file.toString()), failed.getMessage());
      assertEquals(0, instances.size());
    }
  }

  @Test
  void settingsWithoutSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DuckSettings(List.of(), folder, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new DuckSettings(List.of(), folder, 64L << 20, 0));
    assertThrows(IllegalArgumentException.class, () -> new DuckPool(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new DuckPool(1, -1));
  }

  private DuckSettings settings(String... folders) {
    List<Path> allowed = java.util.Arrays.stream(folders).map(folder::resolve).toList();
    return new DuckSettings(allowed, folder.resolve("tmp"), 64L << 20, 1);
  }
}
