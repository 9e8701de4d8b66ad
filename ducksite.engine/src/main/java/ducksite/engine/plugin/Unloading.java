package ducksite.engine.plugin;

import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the proof that ended plugins are gone: the collection of their loaders. What is not
 * collected although the collector was asked several times is reported with who holds it. One
 * thread, which lives as long as something is awaited. Safe for use by several threads.
 */
final class Unloading {

  /** The one of this process: loaders are collected for all hosts at once. */
  static final Unloading PROCESS = new Unloading(Duration.ofSeconds(3));

  private static final Logger LOG = LoggerFactory.getLogger(Unloading.class);

  /** One may find what is only weakly held, the next what that had kept. */
  private static final int REQUESTS = 3;

  private final Duration pause;
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private final Set<Ended> awaited = new HashSet<>();
  private @Nullable Thread thread;

  /**
   * @param pause between requests to the collector
   */
  Unloading(Duration pause) {
    this.pause = pause;
  }

  /** A loader that should be on its way out. */
  private static final class Ended extends PhantomReference<ClassLoader> {
    final String id;
    final String sha256;
    final WeakReference<ClassLoader> loader;
    final long nanos = System.nanoTime();
    int requests;
    boolean reported;

    Ended(String id, String sha256, ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      this.id = id;
      this.sha256 = sha256;
      this.loader = new WeakReference<>(loader);
    }

    long milliseconds() {
      return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
  }

  /** Begins to wait for one. */
  synchronized void await(String id, String sha256, ClassLoader loader) {
    awaited.add(new Ended(id, sha256, loader, collected));
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("ducksite-plugin-unload").start(this::run);
    }
  }

  /** Loaders that are awaited still. */
  synchronized int pending() {
    return awaited.size();
  }

  private void run() {
    try {
      while (true) {
        Ended ended = (Ended) collected.remove(pause.toMillis());
        if (ended != null) {
          gone(ended);
          if (isDone()) {
            return;
          }
        } else if (!allReported()) {
          request();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("nobody awaits the end of plugins any more");
    } finally {
      ended();
    }
  }

  /** Whatever ended this thread, the next plugin that is awaited begins another. */
  private synchronized void ended() {
    if (thread == Thread.currentThread()) {
      thread = null;
    }
  }

  private synchronized boolean allReported() {
    return awaited.stream().allMatch(each -> each.reported);
  }

  private synchronized boolean isDone() {
    if (awaited.isEmpty()) {
      thread = null;
    }
    return awaited.isEmpty();
  }

  private void gone(Ended ended) {
    synchronized (this) {
      awaited.remove(ended);
    }
    PluginUnloaded event = new PluginUnloaded();
    event.id = ended.id;
    event.sha256 = ended.sha256;
    event.milliseconds = ended.milliseconds();
    event.metaspace = metaspace();
    event.commit();
    LOG.debug("plugin {} ({}) is gone", ended.id, ended.sha256);
  }

  /**
   * Ordinary collections leave class loaders alone for long, so one is asked for: rarely, for all
   * that is awaited, and never while plugins stay as they are.
   */
  private void request() {
    System.gc();
    for (Ended each : snapshot()) {
      each.requests++;
      if (each.requests >= REQUESTS && !each.reported && each.loader.get() != null) {
        each.reported = true;
        LOG.warn(
            "plugin {} ({}) has been replaced or removed, but its code stays in memory: {}",
            each.id,
            each.sha256,
            holders(each));
      }
    }
  }

  private static String holders(Ended ended) {
    List<String> holders = LoaderHolders.of(ended.loader);
    return holders.isEmpty()
        ? "no thread runs it and no static of the platform that can be read has it, so what holds"
            + " it is a shutdown hook, a registered JDBC driver or a thread-local value"
        : String.join("; ", holders);
  }

  private synchronized List<Ended> snapshot() {
    return List.copyOf(awaited);
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
