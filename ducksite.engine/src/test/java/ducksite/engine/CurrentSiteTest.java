package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites are known to be open by the thread that each has for its inputs. */
final class CurrentSiteTest {

  @TempDir Path root;
  private ProjectOnDisk project;
  private final CurrentSite current = new CurrentSite();

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    current.close();
    project.close();
  }

  private record Opened(Site site, Thread watcher) {
    /** Waits for its end, which its own thread makes. */
    void awaitClosed() throws InterruptedException {
      watcher.join();
    }

    boolean isOpen() throws InterruptedException {
      watcher.join(50);
      return watcher.isAlive();
    }
  }

  private static Set<Thread> watchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("ducksite-identities"))
        .collect(Collectors.toSet());
  }

  private Opened open() throws IOException {
    Set<Thread> before = watchers();
    Site site = project.builder().compile(new Problems());
    Set<Thread> after = watchers();
    after.removeAll(before);
    assertEquals(1, after.size());
    return new Opened(site, after.iterator().next());
  }

  @Test
  void there_is_no_lease_before_the_first_site_and_after_the_last() throws IOException {
    assertTrue(current.lease().isEmpty());
    current.swap(open().site());
    current.lease().orElseThrow().close();
    current.close();
    assertTrue(current.lease().isEmpty());
  }

  @Test
  void a_swapped_site_is_closed_with_its_last_lease() throws Exception {
    Opened first = open();
    Opened second = open();
    current.swap(first.site());
    CurrentSite.Lease one = current.lease().orElseThrow();
    CurrentSite.Lease two = current.lease(one);
    current.swap(second.site());
    assertSame(first.site(), one.site());
    CurrentSite.Lease later = current.lease().orElseThrow();
    assertSame(second.site(), later.site());
    one.close();
    one.close();
    assertTrue(first.isOpen());
    CurrentSite.Lease three = current.lease(two);
    two.close();
    assertTrue(first.isOpen());
    three.close();
    first.awaitClosed();
    later.close();
    assertTrue(second.isOpen());
    current.close();
    second.awaitClosed();
  }

  @Test
  void an_unused_site_is_closed_at_the_swap_and_an_ended_lease_gives_no_other() throws Exception {
    Opened first = open();
    current.swap(first.site());
    CurrentSite.Lease ended = current.lease().orElseThrow();
    ended.close();
    current.swap(open().site());
    first.awaitClosed();
    assertThrows(IllegalStateException.class, () -> current.lease(ended));
  }
}
