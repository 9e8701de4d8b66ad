package ducksite.engine.cache;

import ducksite.api.Cancellation;
import ducksite.engine.cache.Obtained.Tier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
              Flight own = new Flight();
              begins[0] = own.join();
              return own;
            });
    if (flight == null) {
      return Optional.empty();
    }
    (begins[0] ? counters.misses : counters.shared).increment();
    if (begins[0]) {
      take(question, flight);
    }
    try {
      Flight.Landed landed = flight.await(cancellation);
      return landed
          .entry()
          .lease()
          .map(
              lease ->
                  new Obtained(
                      lease,
                      begins[0] ? Tier.MISS : Tier.SHARED,
                      landed.lasting(),
                      landed.queueNanos(),
                      landed.queryNanos()));
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
    Flight own = new Flight();
    own.join();
    if (flights.putIfAbsent(question.id(), own) == null) {
      take(question, own);
    }
  }

  private void take(Question question, Flight flight) {
    Thread.ofVirtual()
        .name("ducksite-population")
        .start(() -> new FlightPlan(cache, this, question, flight).fly());
  }

  /** Shows an entry to this process. */
  void show(CachedEntry entry) {
    failedRefreshes.remove(entry.info().id());
    shelf.show(entry);
  }

  /** A population has ended: who asks from now on finds its entry, or begins anew. */
  void landed(Question question, Flight flight) {
    flights.remove(question.id(), flight);
  }

  void failed(Question question) {
    if (shelf.atHand(question.id()) != null) {
      counters.failedRefreshes.increment();
      failedRefreshes.put(question.id(), System.currentTimeMillis());
    }
  }
}
