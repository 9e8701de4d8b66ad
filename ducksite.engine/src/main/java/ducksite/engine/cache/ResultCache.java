package ducksite.engine.cache;

import ducksite.api.Cancellation;
import ducksite.engine.cache.Obtained.Tier;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.DuckLease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kept results of a state folder, shared by the sites of this process and, through the folder,
 * with other processes. An entry appears in this process when its file is whole and its inputs are
 * known not to have moved, and in the folder a moment later, while the answer is on its way. Safe
 * for use by several threads.
 */
public final class ResultCache implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResultCache.class);

  /** Rounds of a request whose entry is evicted before it can be read. */
  private static final int ROUNDS = 5;

  private final EntryFolder folder;
  private final Path temporary;
  private final Function<Path, DuckLease> readers;
  private final CacheCounters counters = new CacheCounters();
  private final EntryShelf shelf;
  private final Flights flights;
  private final Eviction eviction;
  private volatile CacheLimits limits;
  private @Nullable Opened opened;
  private boolean closed;

  /** What exists from the first use on. */
  private record Opened(PrivateFolder own, DuckLease reader, CacheSweep sweep) {}

  /**
   * A cache; nothing is touched before its first use.
   *
   * @param published the folder of the entries
   * @param temporary a folder on the same file system for files of this process
   * @param readers the engine that may read a folder, and nothing else
   */
  public ResultCache(
      Path published, Path temporary, CacheLimits limits, Function<Path, DuckLease> readers) {
    this.folder = new EntryFolder(published);
    this.temporary = temporary;
    this.limits = limits;
    this.readers = readers;
    this.shelf = new EntryShelf(folder, counters, this::newOwnFile);
    this.flights = new Flights(this, shelf, counters);
    this.eviction =
        new Eviction(
            folder,
            shelf::lastUse,
            id -> {
              counters.evictions.increment();
              shelf.forget(id);
            });
  }

  /** Sets other limits from now on: those of the site that is served. */
  public void limit(CacheLimits other) {
    limits = other;
  }

  /** The limits. */
  public CacheLimits limits() {
    return limits;
  }

  /** What has happened. */
  public CacheCounters counters() {
    return counters;
  }

  /** Bytes that the entries take of the disk. */
  public long diskBytes() {
    return eviction.bytes();
  }

  /** Entries on the disk, as last counted. */
  public long entries() {
    return eviction.entries();
  }

  /** The engine that reads entries: an own one, so that a hit never waits for a query. */
  public DuckInstance reader() {
    return open().reader().instance();
  }

  /**
   * The folder of the files that this process reads, for an engine that joins them with others.
   *
   * @throws CacheException when the cache's files cannot be used
   */
  public Path folder() {
    return open().own().path();
  }

  /**
   * The fresh entry of an id, if this process has it at hand, or its rows and in a moment the file.
   * No file is touched.
   */
  public Optional<EntryName> atHand(String id, Freshness freshness) {
    // In this order: an entry is shown before its rows are forgotten.
    EntryName known = flights.known(id);
    if (known != null) {
      return isFresh(known, freshness) ? Optional.of(known) : Optional.empty();
    }
    CachedEntry entry = shelf.atHand(id);
    if (entry == null || !isFresh(entry.info(), freshness)) {
      return Optional.empty();
    }
    entry.use();
    return Optional.of(entry.info().name());
  }

  /**
   * The right to read the fresh entry of an id, if there is one; waits for a file that is about to
   * be there.
   *
   * @throws java.util.concurrent.CancellationException when the client has gone meanwhile
   */
  public Optional<EntryLease> find(String id, Freshness freshness, Cancellation cancellation) {
    flights.awaitKnown(id, cancellation);
    return shelf.find(id).filter(entry -> isFresh(entry.info(), freshness)).flatMap(shelf::lease);
  }

  /**
   * The answer to a question: kept, expired and being made again, or made now. Whoever asks for
   * what is just being made waits for it.
   *
   * @param cancellation says when the caller's client has gone
   * @throws java.util.concurrent.CancellationException when the client has gone
   * @throws CacheException when the cache's files cannot be used
   * @throws RuntimeException what the population failed with
   */
  public Obtained obtain(Question question, Cancellation cancellation) {
    open();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Obtained> kept = kept(question);
      if (kept.isPresent()) {
        return kept.get();
      }
      Optional<Obtained> made = flights.join(question, cancellation);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new CacheException(
        "entries disappear as fast as they are made", new IOException(question.route()));
  }

  /**
   * All entries of the folder, this process's and others'.
   *
   * @throws CacheException when the folder cannot be read
   */
  public List<KeptEntry> list() {
    try {
      return folder.described();
    } catch (IOException e) {
      throw new CacheException("the cache's folder cannot be read", e);
    }
  }

  /**
   * Removes the entries of a route, or all of them. Who reads one goes on; who makes one now keeps
   * it.
   *
   * @param route id of the route, null for all
   * @return entries removed
   * @throws CacheException when one cannot be removed
   */
  public int clear(@Nullable String route) {
    int removed = 0;
    for (KeptEntry entry : list()) {
      if (route == null || entry.info().route().equals(route)) {
        try {
          folder.remove(entry.info());
        } catch (IOException e) {
          throw new CacheException("an entry cannot be removed", e);
        }
        shelf.forget(entry.info().id());
        removed++;
      }
    }
    return removed;
  }

  private Optional<Obtained> kept(Question question) {
    CachedEntry entry = shelf.find(question.id()).orElse(null);
    if (entry == null) {
      return Optional.empty();
    }
    long now = System.currentTimeMillis();
    long expires = question.freshness().expires(entry.info().createdMillis());
    boolean fresh = now < expires;
    if (!fresh && now >= expires + limits.stale().toMillis()) {
      return Optional.empty();
    }
    Optional<EntryLease> lease = shelf.lease(entry);
    if (lease.isPresent()) {
      (fresh ? counters.diskHits : counters.staleHits).increment();
      if (!fresh) {
        flights.refresh(question, now);
      }
    }
    return lease.map(each -> Obtained.of(each, fresh ? Tier.DISK : Tier.STALE, fresh, 0, 0));
  }

  Path newOwnFile() {
    return open().own().path().resolve(EntryFolder.newFile("own"));
  }

  /** Whether an entry may be kept at all. */
  boolean fits(EntryInfo info) {
    return info.blockBytes() <= limits.maxBytes();
  }

  /** Shows an entry to everybody; what cannot be published stays at hand here. */
  void publish(CachedEntry entry) {
    try {
      eviction.makeRoom(entry.info().blockBytes(), limits);
      folder.publish(entry.info(), entry.own());
      entry.published();
    } catch (IOException e) {
      LOG.warn("an entry of route {} cannot be published", entry.info().route(), e);
    }
  }

  /**
   * Waits until the entries of answers that have been given are published: they follow their
   * answers, and need the engine of their site. Says so when it takes too long.
   *
   * @param longest how long to wait at most
   */
  public void awaitPublished(Duration longest) {
    try {
      if (!flights.awaitPublished(longest)) {
        LOG.warn("results that have been answered are not published yet, and may be lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static boolean isFresh(EntryInfo info, Freshness freshness) {
    return isFresh(info.name(), freshness);
  }

  private static boolean isFresh(EntryName name, Freshness freshness) {
    return System.currentTimeMillis() < freshness.expires(name.createdMillis());
  }

  private synchronized Opened open() {
    if (closed) {
      throw new CacheException("the cache is closed", new IOException("closed"));
    }
    if (opened == null) {
      try {
        PrivateFolder own = PrivateFolder.open(temporary);
        DuckLease reader = readers.apply(own.path());
        opened = new Opened(own, reader, new CacheSweep(folder, eviction, shelf, this::limits));
      } catch (IOException e) {
        throw new CacheException("the folder " + temporary + " cannot be used", e);
      }
    }
    return opened;
  }

  /** Ends the keeping; entries stay in their folder. */
  @Override
  public void close() {
    Opened end;
    synchronized (this) {
      closed = true;
      end = opened;
      opened = null;
    }
    if (end != null) {
      end.sweep().close();
      end.reader().close();
      end.own().close();
    }
  }
}
