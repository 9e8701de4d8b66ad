package ducksite.app;

import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteAuthentication;
import ducksite.engine.SiteBuilder;
import ducksite.engine.project.AuthMode;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.ProjectConfig;
import ducksite.engine.project.ProjectReader;
import ducksite.http.ServerSettings;
import ducksite.http.SiteServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A site in service, from the first listening to the last answered request: it listens, builds or
 * loads, follows what is published or changed, and ends when told to.
 */
final class SiteService {

  /** Longer than plugins have for their end, shorter than operators' patience. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final CommonOptions common;
  private final ServeOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final CurrentSite current = new CurrentSite();
  private boolean usersNeeded;
  private volatile boolean ended;
  private volatile boolean serving;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  SiteService(CommonOptions common, ServeOptions options, PrintWriter out, PrintWriter err) {
    this.common = common;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Serves until the process is told to stop.
   *
   * @param whenReady told the address once the site answers
   */
  int run(Consumer<String> whenReady) throws IOException {
    try (Progress progress = common.progress(err);
        SiteServer server = listen()) {
      err.println("listening on " + server.url());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> endedByOthers(server), "ducksite-shutdown"));
      try (SiteBuilder builder =
          new SiteBuilder(common.build(progress, options.safeMode.on), current)) {
        return serve(builder, server, progress, whenReady);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    } finally {
      ended = true;
      closed.countDown();
    }
  }

  /** A start that has failed keeps its own exit code. */
  private void endedByOthers(SiteServer server) {
    if (!ended) {
      shutDown(server);
    }
  }

  private int serve(
      SiteBuilder builder, SiteServer server, Progress progress, Consumer<String> whenReady)
      throws IOException, InterruptedException {
    Optional<SiteFollower> follower = begin(builder, server, progress);
    if (follower.isEmpty()) {
      return ExitCode.PROBLEMS;
    }
    whenReady.accept(server.url());
    serving = true;
    try (SiteFollower following = follower.get();
        ManifestWatch asking =
            new ManifestWatch(builder, current, following::lookAgain, this::report)) {
      following.start();
      asking.start();
      stopped.await();
    }
    return ExitCode.OK;
  }

  /**
   * Takes the first site into service; empty when there is none. No variable of the caller, which
   * waits as long as the process runs, may keep it: it is replaced.
   */
  private Optional<SiteFollower> begin(SiteBuilder builder, SiteServer server, Progress progress)
      throws IOException {
    Optional<FirstSite> first =
        FirstSite.of(builder, common, options.noBuild, site -> refusal(site) == null, out, err);
    progress.done();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String refusal = refusal(first.get().site());
    if (refusal != null) {
      first.get().site().close();
      err.println("nothing is served: " + refusal);
      return Optional.empty();
    }
    current.swap(first.get().site());
    server.siteLoaded();
    out.println("ready: " + BuildSummary.of(first.get().site()));
    return Optional.of(follower(builder, server, first.get()));
  }

  /** Why a site must not be taken into service, null when it may be. */
  private @Nullable String refusal(Site site) {
    return switch (site.authentication()) {
      case SiteAuthentication.ByPlugin _ -> null;
      case SiteAuthentication.Unavailable(Problem reason) -> reason.message();
      case SiteAuthentication.Nobody _ ->
          usersNeeded
              ? "this server was started with authentication, and the site has [auth] mode = none"
              : null;
    };
  }

  private SiteServer listen() {
    Problems unreported = new Problems();
    ProjectConfig config =
        ProjectReader.readConfig(common.root, Overrides.of(common.settings), unreported);
    ducksite.engine.project.ServerSettings server = config.server();
    String host = options.host == null ? server.host() : options.host;
    int port = options.port == null ? server.port() : options.port;
    if (config.auth().mode() == AuthMode.PSEUDO) {
      throw new CommandException(
          "[auth] mode = \"pseudo\" is not available in this version, and the site is not served"
              + " without it; use mode = \"external\" with an adapter");
    }
    usersNeeded = config.auth().mode() != AuthMode.NONE;
    if (!usersNeeded && !SiteServer.isLoopback(host) && !options.insecure) {
      throw new CommandException(
          "the site has no authentication and '"
              + host
              + "' can be reached from other machines; use --insecure to serve it all the same");
    }
    return SiteServer.start(
        new ServerSettings(
            host,
            port,
            server.hosts(),
            server.maxBody(),
            server.drain(),
            common.stateFolder().temporary(),
            ProductVersion.text(),
            server.trustedProxies(),
            usersNeeded,
            common.quiet ? null : System.err),
        current);
  }

  private SiteFollower follower(SiteBuilder builder, SiteServer server, FirstSite first)
      throws IOException {
    Project project = first.site().project();
    boolean watch = options.watch || project.config().server().watch();
    Duration interval =
        options.watchInterval == null
            ? project.config().server().watchInterval()
            : Duration.ofMillis(Math.max(200, Math.round(options.watchInterval * 1000)));
    return new SiteFollower(
        builder,
        common.stateFolder(),
        watch ? new ProjectWatch(common.root, project.config().server().sourceDirectory()) : null,
        interval,
        first.generation(),
        first.site().costlyErrors(),
        new SiteFollower.Audience() {
          @Override
          public Optional<String> swap(Site site) {
            String refusal = refusal(site);
            if (refusal == null) {
              current.swap(site);
              server.siteLoaded();
            }
            return Optional.ofNullable(refusal);
          }

          @Override
          public void report(Problems problems) {
            SiteService.this.report(problems);
          }

          @Override
          public void reject(RejectedChange change) {
            current.reject(change);
          }

          @Override
          public Optional<CurrentSite.Lease> lease() {
            return current.lease();
          }
        });
  }

  private void report(Problems problems) {
    common.problems(out, err).print(problems);
  }

  private void shutDown(SiteServer server) {
    server.close();
    current.close();
    stopped.countDown();
    if (serving) {
      awaitClosed();
    }
    out.flush();
    err.flush();
    LogLevel.drain();
    // The JVM would exit with the signal's number; an orderly stop is a success.
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  /** Plugins are closed, and their private copies removed, by the thread that loaded them. */
  private void awaitClosed() {
    try {
      if (!closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        err.println("warning: plugins did not end within " + CLOSING.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
