package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.PoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Atomic writes, the removal of stale artefacts, and the plan of the memory. */
final class FilesOfTheRootTest {

  @TempDir Path root;

  private List<String> names(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void equal_content_leaves_the_file_untouched_and_other_content_replaces_it() throws IOException {
    Path file = root.resolve("deep/f");
    AtomicFiles.write(file, "one");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    AtomicFiles.write(file, "one");
    assertEquals(1000, Files.getLastModifiedTime(file).toMillis());
    AtomicFiles.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of("f"), names(file.getParent()));
  }

  @Test
  void what_is_written_can_be_read_by_whom_other_files_can() throws IOException {
    AtomicFiles.write(root.resolve("f"), "x");
    Path usual = Files.writeString(root.resolve("usual"), "x");
    Set<PosixFilePermission> expected = Files.getPosixFilePermissions(usual);
    assertEquals(expected, Files.getPosixFilePermissions(root.resolve("f")));
  }

  @Test
  void a_link_replaces_an_older_name_and_may_be_repeated() throws IOException {
    Path first = Files.writeString(root.resolve("1"), "first");
    Path second = Files.writeString(root.resolve("2"), "second");
    Path name = root.resolve("name");
    AtomicFiles.link(first, name);
    AtomicFiles.link(first, name);
    AtomicFiles.link(second, name);
    assertEquals("second", Files.readString(name));
    assertEquals("first", Files.readString(first));
    assertEquals(List.of("1", "2", "name"), names(root));
  }

  @Test
  void deleting_a_folder_spares_what_links_lead_to() throws IOException {
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "x");
    Path folder = Files.createDirectories(root.resolve("folder/deep"));
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("gone"), root.resolve("nothing"));
    AtomicFiles.deleteAll(root.resolve("folder"));
    AtomicFiles.deleteAll(root.resolve("folder"));
    Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nothing"));
    AtomicFiles.deleteAll(root.resolve("dangling"));
    assertEquals(List.of("outside"), names(root));
    assertTrue(Files.exists(outside.resolve("kept")));
  }

  @Test
  void copying_takes_files_folders_and_nothing_for_nothing() throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/b/c"), "x");
    Files.createSymbolicLink(root.resolve("a/link"), root.resolve("a/b/c"));
    Files.createSymbolicLink(root.resolve("a/b/back"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("a/gone"), root.resolve("nothing"));
    Files.createDirectory(root.resolve("far"));
    Files.writeString(root.resolve("far/d"), "y");
    Files.createSymbolicLink(root.resolve("a/far"), root.resolve("far"));
    ProjectCopy copy = new ProjectCopy(root.resolve("a"), null, root.resolve("copy"));
    copy.add("");
    copy.add("none");
    assertEquals(Set.of(), copy.linked());
    assertEquals("x", Files.readString(root.resolve("copy/b/c")));
    assertEquals("y", Files.readString(root.resolve("copy/far/d")));
    assertEquals(List.of("b", "far", "link"), names(root.resolve("copy")));
    assertEquals(List.of("c"), names(root.resolve("copy/b")));
    assertFalse(Files.isSymbolicLink(root.resolve("copy/link")));
    assertFalse(Files.exists(root.resolve("none2")));
  }

  @Test
  void only_stale_queries_and_leftovers_are_removed() throws IOException {
    Path sql = Files.createDirectories(root.resolve("sql/_global"));
    for (String name : List.of("kept.sql", "stale.sql", "mine.txt", ".x.sql.1.tmp", ".hidden")) {
      Files.writeString(sql.resolve(name), "x");
    }
    Files.writeString(root.resolve("outside.sql"), "x");
    StaleArtefacts.remove(root.resolve("sql"), Set.of("sql/_global/kept.sql"));
    StaleArtefacts.remove(root.resolve("nothing"), Set.of());
    assertEquals(List.of(".hidden", "kept.sql", "mine.txt"), names(sql));
    assertTrue(Files.exists(root.resolve("outside.sql")));
  }

  @Test
  void the_memory_plan_follows_the_settings_and_stays_within_the_machine() {
    MemoryPlan plan = MemoryPlan.of(new PoolSettings(null, null, null));
    assertTrue(plan.standard() >= 64L << 20);
    assertTrue(plan.heap() + plan.standard() <= Math.max(plan.total(), plan.heap() + (64L << 20)));
    assertEquals(1L << 30, MemoryPlan.of(new PoolSettings(3, 1L << 30, 5)).standard());
    assertEquals(5, MemoryPlan.threads(new PoolSettings(3, 1L << 30, 5)));
    assertEquals(3, MemoryPlan.connections(new PoolSettings(3, 1L << 30, 5)));
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals(processors, MemoryPlan.threads(new PoolSettings(null, null, null)));
    assertEquals(2 * processors, MemoryPlan.connections(new PoolSettings(null, null, null)));
  }

  @Test
  void what_has_not_changed_is_the_same_file_in_the_next_copy() throws IOException {
    Path first = root.resolve("1");
    Path second = root.resolve("2");
    Path third = root.resolve("3");
    for (String name : List.of("same", "edited", "touched", "sized", "gone")) {
      write("p/" + name, "1111", 60_000);
    }
    write("p/fresh", "1111", 0);
    new ProjectCopy(root.resolve("p"), null, first).add("");
    write("p/edited", "2222", 30_000);
    write("p/touched", "1111", 30_000);
    write("p/sized", "11111", 60_000);
    // Two edits of one moment: neither the time nor the size tells of the second.
    FileTime moment = Files.getLastModifiedTime(root.resolve("p/fresh"));
    Files.writeString(root.resolve("p/fresh"), "2222");
    Files.setLastModifiedTime(root.resolve("p/fresh"), moment);
    write("p/new", "1111", 60_000);
    Files.delete(root.resolve("p/gone"));
    ProjectCopy copy = new ProjectCopy(root.resolve("p"), first, second);
    copy.add("");
    assertEquals(List.of("edited", "fresh", "new", "same", "sized", "touched"), names(second));
    assertEquals(Set.of(second.resolve("same"), second.resolve("touched")), copy.linked());
    assertTrue(Files.isSameFile(first.resolve("same"), second.resolve("same")));
    for (String name : names(second)) {
      assertEquals(-1, Files.mismatch(root.resolve("p").resolve(name), second.resolve(name)), name);
    }
    for (String name : List.of("edited", "fresh")) {
      assertEquals("1111", Files.readString(first.resolve(name)), name);
    }
    AtomicFiles.deleteAll(first);
    new ProjectCopy(root.resolve("p"), second, third).add("");
    AtomicFiles.deleteAll(second);
    assertEquals("1111", Files.readString(third.resolve("same")));
    assertEquals("2222", Files.readString(third.resolve("fresh")));
  }

  private void write(String name, String text, long ageMillis) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - ageMillis));
  }
}
