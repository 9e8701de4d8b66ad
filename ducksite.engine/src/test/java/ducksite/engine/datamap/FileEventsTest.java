package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Changes that the platform tells of, where the next look at all files is an hour away. */
final class FileEventsTest {

  @TempDir private Path folder;

  private MappedFile mapped(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content 0");
    return new MappedFile(
        "s", "data/s/" + name, file, null, FileIdentity.of(file), null, FileFacts.UNKNOWN);
  }

  @Test
  void each_kind_of_change_is_noticed_without_a_look_at_all_files() throws Exception {
    List<MappedFile> files = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      files.add(mapped("f" + number % 4 + "/" + number));
    }
    Path other = Files.writeString(folder.resolve("other"), "a");
    FileList list = FileTable.of(files).list();
    try (InputIdentities identities =
        new InputIdentities(
            Map.of("source:s", list), null, Map.of("other", List.of(other)), Duration.ofHours(1))) {
      String first = identities.digest("source:s");
      // The look that everything begins with may see the first change.
      String second = after(identities, "source:s", () -> rewrite("f0/0", "content 1"));
      String third = after(identities, "source:s", () -> rewrite("f1/1", "content 2"));
      String fourth =
          after(
              identities,
              "source:s",
              () ->
                  Files.move(
                      Files.writeString(folder.resolve("new"), "content 3"),
                      folder.resolve("f2/2"),
                      StandardCopyOption.REPLACE_EXISTING,
                      StandardCopyOption.ATOMIC_MOVE));
      String fifth = after(identities, "source:s", () -> Files.delete(folder.resolve("f3/3")));
      assertEquals(5, Set.of(first, second, third, fourth, fifth).size());
      after(identities, "other", () -> rewrite("other", "b"));
      assertEquals(fifth, identities.digest("source:s"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void looking_at_files_steps_back_behind_whoever_answers() throws Exception {
    Path file = Files.writeString(folder.resolve("input"), "a");
    try (InputIdentities _ =
        new InputIdentities(Map.of("input", List.of(file)), Duration.ofHours(1))) {
      int own = niceness(Path.of("/proc/thread-self"));
      assumeTrue(own < 19, "there is nothing to step back to");
      List<Integer> watchers = List.of();
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (watchers.stream().noneMatch(nice -> nice > own) && System.nanoTime() < end) {
        Thread.sleep(5);
        watchers = nicenessOfWatchers();
      }
      assertTrue(watchers.stream().anyMatch(nice -> nice > own), own + " " + watchers);
    }
  }

  /** The kernel keeps fifteen characters of a thread's name. */
  private static List<Integer> nicenessOfWatchers() throws IOException {
    List<Integer> all = new ArrayList<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        try {
          if (Files.readString(thread.resolve("comm")).strip().equals("ducksite-identi")) {
            all.add(niceness(thread));
          }
        } catch (IOException e) {
          // It has ended meanwhile.
          continue;
        }
      }
    }
    return all;
  }

  private static int niceness(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }

  /** A change of the disk. */
  private interface Change {
    void make() throws IOException;
  }

  /** The digest of an input once it has changed. */
  private static String after(InputIdentities identities, String input, Change change)
      throws Exception {
    String before = identities.digest(input);
    change.make();
    while (identities.digest(input).equals(before)) {
      Thread.sleep(5);
    }
    return identities.digest(input);
  }

  private void rewrite(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void of_too_many_folders_nothing_is_told_and_waiting_ends_all_the_same() throws Exception {
    List<Path> folders = new ArrayList<>();
    for (int number = 0; number <= FolderEvents.MOST_FOLDERS; number++) {
      folders.add(folder.resolve("" + number));
    }
    try (FolderEvents events = new FolderEvents(folders)) {
      assertFalse(events.isTold());
      assertEquals(Optional.of(Set.of()), events.await(1, 1));
    }
    try (FolderEvents gone = new FolderEvents(List.of(folder.resolve("nowhere")))) {
      assertFalse(gone.isTold());
    }
  }

  @Test
  void what_is_told_is_the_files_that_changed() throws Exception {
    try (FolderEvents events = new FolderEvents(List.of(folder))) {
      assertTrue(events.isTold());
      Files.writeString(folder.resolve("a"), "1");
      assertEquals(
          Optional.of(Set.of(folder.resolve("a"))), events.await(Long.MAX_VALUE / 1_000_000, 50));
    }
  }
}
