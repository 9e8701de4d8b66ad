package ducksite.engine;

import ducksite.engine.project.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site that is served, swapped by one reference. A request holds a lease from start to end; a
 * site that was swapped out is closed when its last lease ends. Safe for use by several threads.
 */
public final class CurrentSite implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentSite.class);

  private @Nullable Counted current;
  private @Nullable RejectedChange rejected;
  private List<Problem> notices = List.of();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /** Written under the lock. */
  private volatile long state;

  private static final class Counted {
    final Site site;
    int leases;
    boolean retired;

    Counted(Site site) {
      this.site = site;
    }
  }

  /** The right to use a site until closed; closing twice does nothing. */
  public final class Lease implements AutoCloseable {

    private @Nullable Counted counted;
    private final Site site;
    private final long since;

    private Lease(Counted counted, long since) {
      this.counted = counted;
      this.site = counted.site;
      this.since = since;
    }

    /** The {@linkplain CurrentSite#state() state} in which the request began. */
    public long state() {
      return since;
    }

    /** The site. */
    public Site site() {
      return site;
    }

    @Override
    public void close() {
      Counted held;
      synchronized (CurrentSite.this) {
        held = counted;
        counted = null;
      }
      if (held != null) {
        release(held);
      }
    }
  }

  /** Takes a site into service; the former one is closed when nobody uses it any more. */
  public void swap(Site site) {
    Counted former;
    boolean unused;
    synchronized (this) {
      former = current;
      current = new Counted(site);
      rejected = null;
      notices = List.of();
      state++;
      unused = former != null && retire(former);
    }
    watchers.forEach(Runnable::run);
    if (unused) {
      closeApart(former.site);
    }
  }

  /** Notes a newer state of the project that is not taken into service; a swap forgets it. */
  public void reject(RejectedChange change) {
    synchronized (this) {
      rejected = change;
      state++;
    }
    watchers.forEach(Runnable::run);
  }

  /**
   * Notes what is wrong with the data of a leased site since it was made, in place of what was
   * noted before. A swap forgets it.
   *
   * @return whether it is noted; it is not when that site is no longer in service
   */
  public synchronized boolean notice(Lease held, List<Problem> problems) {
    boolean serves = current != null && current == held.counted;
    if (serves) {
      notices = List.copyOf(problems);
    }
    return serves;
  }

  /** What is wrong with the data of the site in service since it was made. */
  public synchronized List<Problem> notices() {
    return notices;
  }

  /** A number that is another as soon as another site is served, or what was rejected changes. */
  public long state() {
    return state;
  }

  /** Tells of each change of the {@linkplain #state() state}, just after it. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The newer state of the project that is not in service, if there is one. */
  public synchronized Optional<RejectedChange> rejected() {
    return Optional.ofNullable(rejected);
  }

  /** The site in service, if there is one yet. */
  public synchronized Optional<Lease> lease() {
    if (current == null) {
      return Optional.empty();
    }
    current.leases++;
    return Optional.of(new Lease(current, state));
  }

  /**
   * One more lease of a site that the caller already leases.
   *
   * @throws IllegalStateException when nobody leases it
   */
  public synchronized Lease lease(Lease held) {
    Counted counted = held.counted;
    if (counted == null) {
      throw new IllegalStateException("the lease has ended");
    }
    counted.leases++;
    return new Lease(counted, held.since);
  }

  /** Takes the site out of service. */
  @Override
  public void close() {
    Counted former;
    boolean unused;
    synchronized (this) {
      former = current;
      current = null;
      state++;
      unused = former != null && retire(former);
    }
    watchers.forEach(Runnable::run);
    if (unused) {
      former.site.close();
    }
  }

  /**
   * Closing waits for queries to end, and the last lease may end on a thread that must not wait.
   */
  private static void closeApart(Site site) {
    Thread.ofPlatform()
        .name("ducksite-site-close")
        .start(
            () -> {
              try {
                site.close();
              } catch (RuntimeException e) {
                LOG.warn("a former site could not be closed cleanly", e);
              }
            });
  }

  private void release(Counted counted) {
    boolean unused;
    synchronized (this) {
      counted.leases--;
      unused = counted.retired && counted.leases == 0;
    }
    if (unused) {
      closeApart(counted.site);
    }
  }

  /** Marks a site as out of service; tells whether nobody uses it. */
  private static boolean retire(Counted counted) {
    counted.retired = true;
    return counted.leases == 0;
  }
}
