package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteFollowerTest {

  private static final Duration INTERVAL = Duration.ofMillis(20);

  @TempDir private Path folder;
  private final CurrentSite current = new CurrentSite();
  private final BlockingQueue<Site> swapped = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<Problem>> reported = new LinkedBlockingQueue<>();
  private final BlockingQueue<RejectedChange> rejected = new LinkedBlockingQueue<>();

  private StateFolder state() {
    return new StateFolder(folder.resolve(".ducksite_data"));
  }

  private SiteBuilder builder() {
    return new SiteBuilder(
        new BuildSettings(folder, state(), Overrides.none(), null, false, "1", message -> {}));
  }

  private SiteFollower follower(SiteBuilder builder, @Nullable ProjectWatch watch, long number) {
    SiteFollower follower =
        new SiteFollower(
            builder,
            state(),
            watch,
            INTERVAL,
            number,
            List.of(),
            new SiteFollower.Audience() {
              @Override
              public Optional<String> swap(Site site) {
                swapped.add(site);
                return Optional.empty();
              }

              @Override
              public void report(Problems problems) {
                reported.add(problems.all());
              }

              @Override
              public void reject(RejectedChange change) {
                rejected.add(change);
              }

              @Override
              public Optional<CurrentSite.Lease> lease() {
                return current.lease();
              }
            });
    follower.start();
    return follower;
  }

  private Site next() throws InterruptedException {
    Site site = swapped.poll(60, TimeUnit.SECONDS);
    assertNotNull(site);
    return site;
  }

  @Test
  void whatAnotherProcessPublishesIsTakenOver() throws Exception {
    TestProject project = TestProject.small(folder);
    try (SiteBuilder builder = builder();
        SiteFollower follower = follower(builder, null, 0)) {
      assertEquals(0, project.run("build").code(), follower.toString());
      try (Site site = next()) {
        assertEquals(1, site.routes().size());
      }
      project.file("routes_src/second.toml", "").file("routes_src/second.sql", "SELECT 2 AS two");
      assertNull(swapped.poll(200, TimeUnit.MILLISECONDS));
      assertEquals(0, project.run("build").code());
      try (Site site = next()) {
        assertEquals(2, site.routes().size());
      }
    }
  }

  @Test
  void aChangeIsCompiledAndOneWithErrorsChangesNothing() throws Exception {
    TestProject project = TestProject.small(folder);
    try (SiteBuilder builder = builder();
        SiteFollower follower = follower(builder, new ProjectWatch(folder, "routes_src"), 0)) {
      project.file("content/second.md", "# Second\n");
      try (Site site = next()) {
        assertEquals(2, site.pages().size(), follower.toString());
      }
      assertTrue(take().isEmpty());
      project.file("routes_src/above.sql", "SELECT nothing FROM nowhere");
      assertEquals("routes_src/above.sql", take().getFirst().file());
      assertEquals(
          "routes_src/above.sql", rejected.poll(20, TimeUnit.SECONDS).problems().getFirst().file());
      assertNull(swapped.poll(200, TimeUnit.MILLISECONDS));
      assertEquals("1\n", project.text(".ducksite_data/current"));
      project.file("routes_src/above.sql", "SELECT $least AS least, n FROM numbers");
      next().close();
    }
  }

  @Test
  void aBrokenModelThatNothingReadsIsReportedAndTheRestOfTheChangeIsServed() throws Exception {
    TestProject project = TestProject.small(folder);
    try (SiteBuilder builder = builder();
        SiteFollower follower = follower(builder, new ProjectWatch(folder, "routes_src"), 0)) {
      project.file("sources_sql/wrong.sql", "-- name: wrong\nSELECT lost FROM numbers\n");
      Problem problem = take().getFirst();
      assertEquals("sources_sql/wrong.sql", problem.file(), follower.toString());
      assertEquals(2, problem.line());
      try (Site site = next()) {
        assertEquals(1, site.routes().size());
      }
      project.file("content/second.md", "# Second\n");
      try (Site site = next()) {
        assertEquals(2, site.pages().size());
      }
      project.file("routes_src/above.sql", "SELECT $least AS least, * FROM wrong");
      assertNotNull(rejected.poll(20, TimeUnit.SECONDS));
      assertTrue(swapped.isEmpty());
    }
  }

  @Test
  void aChangeThatCameWhileAnotherWroteIsNotForgotten() throws Exception {
    TestProject project = TestProject.small(folder);
    try (SiteBuilder builder = builder();
        SiteFollower follower = follower(builder, new ProjectWatch(folder, "routes_src"), 0)) {
      try (StateFolder.Lock held = state().lock()) {
        project.file("content/second.md", "# Second\n");
        assertNull(swapped.poll(300, TimeUnit.MILLISECONDS), held.toString());
      }
      try (Site site = next()) {
        assertEquals(2, site.pages().size(), follower.toString());
      }
    }
  }

  private List<Problem> take() throws InterruptedException {
    List<Problem> problems = reported.poll(20, TimeUnit.SECONDS);
    assertNotNull(problems);
    return problems;
  }

  @Test
  void aWatchNoticesEachKindOfChangeOnce() throws Exception {
    TestProject project = TestProject.small(folder);
    ProjectWatch watch = new ProjectWatch(folder, "routes_src");
    assertEquals(false, watch.hasChanged());
    project.file("content/deep/er/new.md", "# New\n");
    assertEquals(true, watch.hasChanged());
    assertEquals(false, watch.hasChanged());
    project.file("content/deep/er/new.md", "# Newer\n");
    assertEquals(true, watch.hasChanged());
    Files.delete(folder.resolve("content/deep/er/new.md"));
    assertEquals(true, watch.hasChanged());
    project.file("static/own.txt", "own").file("data/x.csv", "a\n").file(".ducksite_data/x", "");
    assertEquals(false, watch.hasChanged());
  }

  @Test
  void problemsOfALoadedSiteAreNone() throws IOException {
    TestProject.small(folder).run("build");
    Problems problems = new Problems();
    try (SiteBuilder builder = builder();
        Site site = builder.load(state().current().orElseThrow(), problems)) {
      assertEquals(List.of(), problems.all());
      assertEquals(1, site.pages().size());
    }
  }
}
