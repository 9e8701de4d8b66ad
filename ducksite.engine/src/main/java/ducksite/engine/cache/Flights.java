package ducksite.engine.cache;

import ducksite.api.Cancellation;
import ducksite.engine.cache.Obtained.Tier;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The populations under way, one for each key at most: requests that have caused or joined them,
 * and refreshes of expired entries. Safe for use by several threads.
 */
final class Flights {

  /** How long after a failed refresh the next one may begin. */
  private static final long REFRESH_REST_MILLIS = 5_000;

  private final ResultCache cache;
  private final EntryShelf shelf;
  private final CacheCounters counters;
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private final Set<Flight> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, Flight> knownFlights = new ConcurrentHashMap<>();
  private final Map<String, Long> failedRefreshes = new ConcurrentHashMap<>();

  Flights(ResultCache cache, EntryShelf shelf, CacheCounters counters) {
    this.cache = cache;
    this.shelf = shelf;
    this.counters = counters;
  }

  /**
   * Waits for the population of a question, and begins it when nobody has. Empty when an entry has
   * appeared meanwhile, or has gone again.
   */
  Optional<Obtained> join(Question question, Cancellation cancellation) {
    boolean[] begins = {false};
    Flight flight =
        flights.compute(
            question.id(),
            (id, current) -> {
              if (current != null && current.join()) {
                return current;
              }
              CachedEntry appeared = shelf.atHand(id);
              if (appeared != null && ResultCache.isFresh(appeared.info(), question.freshness())) {
                return null;
              }
              Flight own = new Flight(true);
              begins[0] = own.join();
              return own;
            });
    if (flight == null) {
      return Optional.empty();
    }
    // Whoever comes after an answer has been given finds a kept result, though its file may follow.
    boolean kept = !begins[0] && flight.isKnown();
    (begins[0] ? counters.misses : kept ? counters.diskHits : counters.shared).increment();
    if (begins[0]) {
      take(question, flight);
    }
    try {
      if (begins[0]) {
        Optional<KnownRows> known = flight.awaitKnown(cancellation);
        if (known.isPresent()) {
          return known.map(Obtained::of);
        }
      }
      Flight.Landed landed = flight.await(cancellation);
      return landed
          .entry()
          .lease()
          .map(
              lease ->
                  Obtained.of(
                      lease,
                      begins[0] ? Tier.MISS : kept ? Tier.DISK : Tier.SHARED,
                      landed.lasting(),
                      kept ? 0 : landed.queueNanos(),
                      kept ? 0 : landed.queryNanos()));
    } finally {
      flight.leave();
    }
  }

  /** One refresh at a time; the cache itself waits for it, so that no client can end it. */
  void refresh(Question question, long now) {
    Long failed = failedRefreshes.get(question.id());
    if (failed != null && now - failed < REFRESH_REST_MILLIS) {
      return;
    }
    Flight own = new Flight(false);
    own.join();
    if (flights.putIfAbsent(question.id(), own) == null) {
      take(question, own);
    }
  }

  private void take(Question question, Flight flight) {
    underWay.add(flight);
    Thread.ofVirtual()
        .name("ducksite-population")
        .start(
            () -> {
              try {
                new FlightPlan(cache, this, question, flight).fly();
              } finally {
                underWay.remove(flight);
                flight.end();
              }
            });
  }

  /**
   * Waits until what has been answered by now is published, or cannot be.
   *
   * @return whether it was soon enough
   */
  boolean awaitPublished(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    boolean all = true;
    for (Flight flight : underWay) {
      all &= !flight.isAnswered() || flight.awaitEnded(deadline - System.nanoTime());
    }
    return all;
  }

  /** Shows an entry to this process. */
  void show(CachedEntry entry) {
    failedRefreshes.remove(entry.info().id());
    shelf.show(entry);
  }

  /** The rows of an entry are known: from now on it counts as one that is there. */
  void know(KnownRows rows, Flight flight) {
    knownFlights.put(rows.entry().id(), flight);
    if (!flight.know(rows)) {
      knownFlights.remove(rows.entry().id(), flight);
    }
  }

  /** The entry of an id whose rows are known, but not its file yet; null when there is none. */
  @Nullable EntryName known(String id) {
    Flight flight = knownFlights.get(id);
    return flight == null ? null : flight.known().map(KnownRows::entry).orElse(null);
  }

  /**
   * Waits for the file of an entry whose rows are known; it may fail to come.
   *
   * @throws java.util.concurrent.CancellationException when the client has gone
   */
  void awaitKnown(String id, Cancellation cancellation) {
    Flight flight = knownFlights.get(id);
    if (flight != null) {
      flight.awaitEnd(cancellation);
    }
  }

  /** A population has ended: who asks from now on finds its entry, or begins anew. */
  void landed(Question question, Flight flight) {
    flights.remove(question.id(), flight);
    flight.known().ifPresent(rows -> knownFlights.remove(rows.entry().id(), flight));
  }

  void failed(Question question) {
    if (shelf.atHand(question.id()) != null) {
      counters.failedRefreshes.increment();
      failedRefreshes.put(question.id(), System.currentTimeMillis());
    }
  }
}
