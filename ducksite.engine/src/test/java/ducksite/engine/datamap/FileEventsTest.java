package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
