package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import ducksite.engine.BuildResult;
import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.http.ServerSettings;
import ducksite.http.SiteServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A project that is built, served and followed as `serve` does. */
final class FollowedSite implements AutoCloseable {

  /** One for each site that was taken into service after the first. */
  final BlockingQueue<Boolean> swaps = new LinkedBlockingQueue<>();

  /** One for each site that was not. */
  final BlockingQueue<Boolean> refusals = new LinkedBlockingQueue<>();

  /** How often plugins have told of other files. */
  final AtomicInteger told = new AtomicInteger();

  /** The codes of what was reported. */
  final List<String> reported = new CopyOnWriteArrayList<>();

  private final CurrentSite current = new CurrentSite();
  private final SiteBuilder builder;
  private final SiteServer server;
  private final SiteFollower follower;
  private final ManifestWatch manifests;

  /** Without {@code --watch}; plugins are asked once. */
  FollowedSite(TestProject project) throws IOException {
    this(project, null, Duration.ofDays(1));
  }

  /**
   * @param pace of asking plugins again
   */
  FollowedSite(TestProject project, @Nullable ProjectWatch watch, Duration pace)
      throws IOException {
    StateFolder state = new StateFolder(project.root.resolve(".ducksite_data"));
    builder =
        new SiteBuilder(
            new BuildSettings(project.root, state, Overrides.none(), null, false, "1", text -> {}),
            current);
    Problems problems = new Problems();
    BuildResult built = builder.build(problems);
    assertNotNull(built.generation(), () -> problems.all().toString());
    current.swap(built.site());
    server =
        SiteServer.start(
            new ServerSettings(
                "127.0.0.1", 0, List.of(), 1 << 20, Duration.ofSeconds(2), state.temporary(), "1"),
            current);
    server.siteLoaded();
    follower =
        new SiteFollower(
            builder,
            state,
            watch,
            Duration.ofMillis(20),
            built.generation().number(),
            problems.all(),
            audience());
    manifests = new ManifestWatch(builder, current, this::lookAgain, audience()::report, pace);
    follower.start();
    manifests.start();
  }

  private void lookAgain() {
    told.incrementAndGet();
    follower.lookAgain();
  }

  private SiteFollower.Audience audience() {
    return new SiteFollower.Audience() {
      @Override
      public Optional<String> swap(Site site) {
        current.swap(site);
        swaps.add(true);
        return Optional.empty();
      }

      @Override
      public void report(Problems found) {
        found.all().stream().map(Problem::code).forEach(reported::add);
      }

      @Override
      public void reject(RejectedChange change) {
        current.reject(change);
        refusals.add(true);
      }

      @Override
      public Optional<CurrentSite.Lease> lease() {
        return current.lease();
      }
    };
  }

  /** The site in service. */
  CurrentSite.Lease lease() {
    return current.lease().orElseThrow();
  }

  /** An answer. */
  record Answer(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Answer get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(server.url() + path).toURL().openConnection();
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
    }
  }

  @Override
  public void close() {
    manifests.close();
    follower.close();
    server.close();
    current.close();
    builder.close();
  }
}
