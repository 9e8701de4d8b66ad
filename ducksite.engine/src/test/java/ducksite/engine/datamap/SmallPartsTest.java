package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmallPartsTest {

  @TempDir Path root;

  @Test
  void predicates_are_joined_in_parentheses_that_comments_do_not_eat() {
    assertEquals("(a -- x\n) AND (b\n)", Predicates.and("a -- x", "b"));
    assertEquals("a", Predicates.and("a", " true "));
    assertEquals("b", Predicates.and(null, "b"));
    assertNull(Predicates.and("TRUE", "  "));
  }

  @Test
  void digests_of_different_sequences_differ() {
    assertNotEquals(new Digest().add("ab").add("c").hex(), new Digest().add("a").add("bc").hex());
    assertNotEquals(new Digest().hex(), new Digest().add("").hex());
    Digest again = new Digest().add("x");
    again.hex();
    assertEquals(new Digest().hex(), again.hex());
  }

  @Test
  void wildcards_and_quotes_in_a_path_stand_for_themselves() {
    assertEquals("'/a/[*][?][[]1]''{x}'", EnginePath.literal(Path.of("/a/*?[1]'{x}")));
  }

  @Test
  void a_file_rewritten_with_the_same_size_and_time_has_another_identity() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "one");
    FileTime time = Files.getLastModifiedTime(file);
    FileIdentity first = FileIdentity.of(file);
    assertEquals(first, FileIdentity.of(file));
    // The clock behind change times ticks every few milliseconds.
    Thread.sleep(20);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);
    FileIdentity second = FileIdentity.of(file);
    assertEquals(first.modifiedNanos(), second.modifiedNanos());
    assertEquals(first.size(), second.size());
    assertNotEquals(first.text(), second.text());
  }

  @Test
  void input_digests_follow_changes_replacements_and_deletions() throws Exception {
    Path a = Files.writeString(root.resolve("a"), "1");
    Path b = Files.writeString(root.resolve("b"), "2");
    try (InputIdentities identities =
        new InputIdentities(
            Map.of("source:s", List.of(a, b), "file:b", List.of(b)), Duration.ofMillis(5))) {
      String both = identities.digest("source:s");
      String single = identities.digest("file:b");
      assertEquals(both, identities.refreshed("source:s"));
      // Atomic: a replacement by removal and renaming would show a moment without the file.
      Files.move(Files.writeString(root.resolve("c"), "1"), a, StandardCopyOption.ATOMIC_MOVE);
      String replaced = awaitOther(identities, "source:s", both);
      assertEquals(single, identities.digest("file:b"));
      Files.delete(a);
      String deleted = awaitOther(identities, "source:s", replaced);
      assertNotEquals(both, deleted);
      Files.writeString(b, "3 and more");
      awaitOther(identities, "file:b", single);
      assertEquals("missing", identities.digest("source:unknown"));
      assertEquals("missing", identities.refreshed("source:unknown"));
    }
  }

  private static String awaitOther(InputIdentities identities, String input, String former)
      throws InterruptedException {
    for (int i = 0; i < 2000; i++) {
      String now = identities.digest(input);
      if (!now.equals(former)) {
        return now;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("the change of " + input + " was never seen");
  }

  @Test
  void the_watcher_of_inputs_ends_with_them() throws Exception {
    Set<Thread> before = watchers();
    Set<Thread> started;
    try (InputIdentities _ = new InputIdentities(Map.of(), Duration.ofMillis(1))) {
      started = watchers();
      started.removeAll(before);
      assertEquals(1, started.size());
    }
    Thread watcher = started.iterator().next();
    watcher.join(10_000);
    assertTrue(!watcher.isAlive());
  }

  private static Set<Thread> watchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("ducksite-identities"))
        .collect(Collectors.toSet());
  }
}
