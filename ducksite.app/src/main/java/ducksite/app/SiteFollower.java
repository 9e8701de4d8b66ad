package ducksite.app;

import ducksite.engine.BuildResult;
import ducksite.engine.CurrentSite;
import ducksite.engine.Generation;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.datamap.SourceFolders;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a served site up to date: takes over what another process publishes and, when it watches,
 * compiles again what has changed. A change that brings a new error leaves the served site as it
 * is. One thread of its own.
 */
final class SiteFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SiteFollower.class);

  /** Less than the whole end of the server may take. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  private static final int REST_FACTOR = 9;

  /** Between attempts that fail one after the other. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final SiteBuilder builder;
  private final StateFolder state;
  private final @Nullable ProjectWatch watch;
  private final Duration interval;
  private final Audience audience;
  private final Thread thread;
  private Set<String> standing;
  private long generation;
  private boolean unbuilt;
  private SourceFolders folders = new SourceFolders();
  private long nextLook = System.nanoTime();

  /** Set by whoever has found that sources tell of other files. */
  private final AtomicBoolean othersToldOf = new AtomicBoolean();

  /** Who is told of changes. Called on the follower's thread. */
  interface Audience {

    /** Takes a site into service, or tells why it must not be. */
    Optional<String> swap(Site site);

    /** Tells what was found in a state of the project. */
    void report(Problems problems);

    /** Notes a state of the project that is not taken into service. */
    void reject(RejectedChange change);

    /** The site in service. */
    Optional<CurrentSite.Lease> lease();
  }

  /**
   * @param watch looks for changes, null to follow only what others publish
   * @param generation the number of what is served
   * @param known the problems of what is served: a change may keep them
   */
  SiteFollower(
      SiteBuilder builder,
      StateFolder state,
      @Nullable ProjectWatch watch,
      Duration interval,
      long generation,
      List<Problem> known,
      Audience audience) {
    this.builder = builder;
    this.state = state;
    this.watch = watch;
    this.interval = interval;
    this.generation = generation;
    this.standing = errors(known);
    this.audience = audience;
    this.thread = Thread.ofPlatform().name("ducksite-follower").daemon().unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  /** Lets the site be made anew in the background, as its sources tell of other files. */
  void lookAgain() {
    othersToldOf.set(true);
  }

  private void follow() {
    Duration pause = interval;
    try {
      while (true) {
        Thread.sleep(pause);
        pause = isBroughtUpToDate() ? interval : longer(pause);
      }
    } catch (InterruptedException e) {
      LOG.debug("following ends");
    }
  }

  private Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Whether it is known now what the project is like; what failed is tried again. */
  private boolean isBroughtUpToDate() throws InterruptedException {
    try {
      step();
      return true;
    } catch (IOException e) {
      LOG.warn("the site cannot be brought up to date: {}", e.toString());
    } catch (RuntimeException | Error e) {
      // Memory may have run out in one build; the next change is to be followed all the same.
      LOG.error("the site cannot be brought up to date", e);
    }
    return false;
  }

  private void step() throws IOException, InterruptedException {
    if (watch != null && (watch.hasChanged() || unbuilt)) {
      // A build that could not begin, for another process builds, is tried again.
      unbuilt = true;
      rebuild();
      unbuilt = false;
      return;
    }
    Optional<Generation> published = state.current();
    if (published.isPresent() && published.get().number() > generation) {
      Problems problems = new Problems();
      Site site = builder.load(published.get(), problems);
      generation = published.get().number();
      folders = new SourceFolders();
      if (PluginHost.requiredMissing(problems).isPresent()) {
        audience.report(problems);
        site.close();
        LOG.warn("a required plugin is missing; the former site goes on");
      } else if (take(site)) {
        LOG.info("serving generation {}", generation);
      }
      return;
    }
    lookForFiles(published);
  }

  /** Compiles anew when sources have got or lost files; rests nine times as long as it works. */
  private void lookForFiles(Optional<Generation> published) throws IOException {
    long started = System.nanoTime();
    if (started - nextLook < 0) {
      return;
    }
    Duration freshness = interval;
    SourceFolders looked = folders;
    // What could not be followed up is told again.
    folders = new SourceFolders();
    boolean told = othersToldOf.getAndSet(false);
    boolean followed = false;
    try {
      boolean differ = told;
      Optional<CurrentSite.Lease> held = audience.lease();
      if (held.isPresent()) {
        try (CurrentSite.Lease lease = held.get()) {
          Site site = lease.site();
          freshness = site.project().config().site().freshness();
          differ |= looked.differ(site.project(), site.dataMap());
        }
      }
      if (differ && watch != null) {
        rebuild();
      } else if (differ && published.isPresent()) {
        Problems problems = new Problems();
        offer(builder.renew(published.get(), problems), problems);
      }
      folders = looked;
      followed = true;
    } finally {
      if (told && !followed) {
        lookAgain();
      }
      long now = System.nanoTime();
      nextLook = now + Math.max(freshness.toNanos(), REST_FACTOR * (now - started));
    }
  }

  /**
   * Takes a site into service unless it has errors that the one in service has not, and that cost
   * its readers something.
   */
  private boolean offer(Site site, Problems problems) {
    audience.report(problems);
    if (!standing.containsAll(errors(site.costlyErrors()))) {
      audience.reject(RejectedChange.of(site));
      site.close();
      LOG.warn("the change has errors; the former site goes on");
      return false;
    }
    return take(site);
  }

  private void rebuild() throws IOException {
    Problems problems = new Problems();
    BuildResult result = builder.build(problems);
    Generation published = result.generation();
    generation = published == null ? generation : published.number();
    if (!offer(result.site(), problems)) {
      return;
    }
    if (published == null) {
      LOG.info("serving the change; what has errors is left out");
    } else {
      LOG.info("serving generation {}", generation);
    }
  }

  private boolean take(Site site) {
    Optional<String> refusal = audience.swap(site);
    if (refusal.isPresent()) {
      audience.reject(RejectedChange.of(site));
      site.close();
      LOG.warn("the change is not served, the former site goes on: {}", refusal.get());
      return false;
    }
    standing = errors(site.costlyErrors());
    return true;
  }

  /** Errors by what they say, not by their lines: those move with every change. */
  private static Set<String> errors(List<Problem> problems) {
    return problems.stream()
        .filter(Problem::isError)
        .map(each -> each.code() + " " + each.file() + " " + each.message())
        .collect(Collectors.toSet());
  }

  /** Ends the following, with the build that goes on, if that heeds its interrupt. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(ENDING)) {
        LOG.debug("a build goes on while the server ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
