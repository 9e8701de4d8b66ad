package ducksite.engine.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Priorities as the kernel tells them. */
@EnabledOnOs(OS.LINUX)
final class CourtesyTest {

  /** The place of the niceness in {@code /proc/…/stat}, behind the name in brackets. */
  private static final int NICENESS = 16;

  private static int niceness(Path thread) {
    try {
      String told = Files.readString(thread.resolve("stat"));
      return Integer.parseInt(told.substring(told.lastIndexOf(')') + 2).split(" ")[NICENESS]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int ofThisThread() {
    return niceness(Path.of("/proc/thread-self"));
  }

  @Test
  void a_thread_steps_back_once_also_when_its_maker_has_done_so() {
    int usual = niceness(Path.of("/proc/self"));
    int expected = Math.min(19, usual + 5);
    CompletableFuture<Integer> second = new CompletableFuture<>();
    int first =
        Courtesy.apart(
            () -> {
              Thread.ofPlatform().start(Courtesy.of(() -> second.complete(ofThisThread())));
              second.join();
              return ofThisThread();
            });
    assertEquals(expected, first);
    assertEquals(expected, second.join());
    assertEquals(usual, niceness(Path.of("/proc/self")));
  }
}
