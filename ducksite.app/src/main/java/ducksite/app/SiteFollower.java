package ducksite.app;

import ducksite.engine.BuildResult;
import ducksite.engine.Generation;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a served site up to date: takes over what another process publishes and, when it watches,
 * compiles again what has changed. Errors leave the served site as it is. One thread of its own.
 */
final class SiteFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SiteFollower.class);

  private final SiteBuilder builder;
  private final StateFolder state;
  private final @Nullable ProjectWatch watch;
  private final Duration interval;
  private final Consumer<Site> swap;
  private final Consumer<Problems> report;
  private final Thread thread;
  private long generation;
  private boolean unbuilt;

  SiteFollower(
      SiteBuilder builder,
      StateFolder state,
      @Nullable ProjectWatch watch,
      Duration interval,
      long generation,
      Consumer<Site> swap,
      Consumer<Problems> report) {
    this.builder = builder;
    this.state = state;
    this.watch = watch;
    this.interval = interval;
    this.generation = generation;
    this.swap = swap;
    this.report = report;
    this.thread = Thread.ofPlatform().name("ducksite-follower").daemon().unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(interval);
        try {
          step();
        } catch (IOException | RuntimeException e) {
          LOG.warn("the site cannot be brought up to date: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("following ends");
    }
  }

  private void step() throws IOException {
    if (watch != null && (watch.hasChanged() || unbuilt)) {
      // A build that could not begin, for another process builds, is tried again.
      unbuilt = true;
      rebuild();
      unbuilt = false;
      return;
    }
    Optional<Generation> published = state.current();
    if (published.isPresent() && published.get().number() > generation) {
      swap.accept(builder.load(published.get(), new Problems()));
      generation = published.get().number();
      LOG.info("serving generation {}", generation);
    }
  }

  private void rebuild() throws IOException {
    Problems problems = new Problems();
    BuildResult result = builder.build(problems);
    report.accept(problems);
    if (result.generation() == null) {
      result.site().close();
      LOG.warn("the change has errors; the former site goes on");
      return;
    }
    generation = result.generation().number();
    swap.accept(result.site());
    LOG.info("serving generation {}", generation);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
