package ducksite.app;

import ducksite.engine.AskedSources;
import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.datamap.DutyCycle;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the plugins of the served site's sources again, now and then: at most once a minute and once
 * per freshness, and with rests nine times as long as the asking took. Other files are told to
 * whoever brings the site up to date; failures are noted beside the site, which goes on. One thread
 * of its own.
 */
final class ManifestWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ManifestWatch.class);

  private static final Duration PACE = Duration.ofMinutes(1);

  private static final Pattern WORD = Pattern.compile("[\\w:.-]{5,}+");

  private final SiteBuilder builder;
  private final CurrentSite current;
  private final Runnable follow;
  private final Consumer<Problems> report;
  private final Duration pace;
  private final DutyCycle duty = new DutyCycle();
  private final Thread thread;
  private String told = "";
  private Set<String> failing = Set.of();

  /**
   * @param follow makes the site anew in the background; told once per change of what plugins tell
   * @param report takes failures, once per change
   */
  ManifestWatch(
      SiteBuilder builder, CurrentSite current, Runnable follow, Consumer<Problems> report) {
    this(builder, current, follow, report, PACE);
  }

  /**
   * @param pace the shortest time from one asking to the next
   */
  ManifestWatch(
      SiteBuilder builder,
      CurrentSite current,
      Runnable follow,
      Consumer<Problems> report,
      Duration pace) {
    this.builder = builder;
    this.current = current;
    this.follow = follow;
    this.report = report;
    this.pace = pace;
    this.thread = Thread.ofPlatform().name("ducksite-manifests").daemon().unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      // Whoever made the site has just asked.
      long asked = System.nanoTime();
      long rest = 0;
      while (true) {
        TimeUnit.NANOSECONDS.sleep(pace.toNanos());
        if (System.nanoTime() - asked >= Math.max(rest, freshness().toNanos())) {
          rest = duty.work(this::ask);
          asked = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("asking of plugins ends");
    }
  }

  private Duration freshness() {
    Optional<CurrentSite.Lease> held = current.lease();
    if (held.isEmpty()) {
      return Duration.ZERO;
    }
    try (CurrentSite.Lease lease = held.get()) {
      return lease.site().project().config().site().freshness();
    }
  }

  private void ask() {
    Optional<CurrentSite.Lease> held = current.lease();
    if (held.isEmpty()) {
      return;
    }
    try (CurrentSite.Lease lease = held.get()) {
      Site site = lease.site();
      if (site.project().config().fileSources().stream()
          .noneMatch(source -> source.plugin() != null)) {
        return;
      }
      AskedSources asked = builder.askAgain(site);
      if (thread.isInterrupted()) {
        return;
      }
      boolean news = asked.differ() && !asked.digest().equals(told);
      told = asked.differ() ? asked.digest() : "";
      if (news) {
        LOG.info("plugins tell of other files; the site is made anew");
        follow.run();
      } else {
        note(lease, asked.problems());
      }
    } catch (RuntimeException | Error e) {
      // Memory may have run out; they are asked again all the same.
      LOG.error("plugins of sources could not be asked", e);
    }
  }

  /** Notes what the site does not tell itself, and reports it when that is new. */
  private void note(CurrentSite.Lease lease, List<Problem> problems) {
    Set<String> known = new HashSet<>(kinds(lease.site().problems()));
    known.addAll(
        kinds(current.rejected().map(RejectedChange::problems).orElse(List.<Problem>of())));
    List<Problem> unknown = problems.stream().filter(each -> !known.contains(kind(each))).toList();
    if (!current.notice(lease, unknown)) {
      return;
    }
    Problems news = new Problems();
    unknown.stream().filter(each -> !failing.contains(kind(each))).forEach(news::add);
    if (!news.isEmpty()) {
      report.accept(news);
      LOG.warn("plugins of sources fail; the site goes on with the files that it has");
    } else if (problems.isEmpty() && !failing.isEmpty()) {
      LOG.info("plugins of sources work again");
    }
    failing = kinds(problems);
  }

  private static Set<String> kinds(List<Problem> problems) {
    return problems.stream().map(ManifestWatch::kind).collect(Collectors.toSet());
  }

  /** Moments and numbers of requests in a message make no other failure of it. */
  private static String kind(Problem problem) {
    return problem.code()
        + " "
        + WORD.matcher(problem.message())
            .replaceAll(
                word ->
                    word.group().chars().filter(Character::isDigit).count() < 3
                        ? Matcher.quoteReplacement(word.group())
                        : "#");
  }

  /** Ends the asking; a plugin that is being asked is told so, and not waited for. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
