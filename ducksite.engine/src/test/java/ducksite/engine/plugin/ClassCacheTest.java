package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassCacheTest {

  private static final CompiledClasses CLASSES =
      new CompiledClasses(Map.of("p.A", new byte[] {1}, "p.A$B", new byte[] {2}), List.of("p.A"));

  @TempDir Path folder;

  @Test
  void whatIsKeptIsFound() {
    ClassCache cache = new ClassCache(folder.resolve("cache"), 2);
    assertTrue(cache.find("one").isEmpty());
    cache.keep("one", CLASSES);
    cache.keep("one", CLASSES);
    CompiledClasses found = cache.find("one").orElseThrow();
    assertEquals(List.of("p.A"), found.own());
    assertArrayEquals(new byte[] {2}, found.classes().get("p.A$B"));
  }

  @Test
  void theOneUsedLongestAgoGoesFirst() throws IOException {
    ClassCache cache = new ClassCache(folder, 2);
    cache.keep("one", CLASSES);
    cache.keep("two", CLASSES);
    Files.setLastModifiedTime(folder.resolve("one"), FileTime.fromMillis(1));
    Files.setLastModifiedTime(folder.resolve("two"), FileTime.fromMillis(2));
    assertTrue(cache.find("one").isPresent());
    cache.keep("three", CLASSES);
    assertTrue(cache.find("one").isPresent());
    assertTrue(cache.find("two").isEmpty());
    assertTrue(cache.find("three").isPresent());
  }

  @Test
  void aDraftLeftByAKilledProcessIsNoEntry() throws IOException {
    Files.createDirectories(folder.resolve("one"));
    Files.write(folder.resolve("one/p.A.class"), new byte[] {1});
    assertTrue(new ClassCache(folder, 2).find("one").isEmpty());
  }
}
