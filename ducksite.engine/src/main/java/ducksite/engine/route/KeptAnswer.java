package ducksite.engine.route;

import ducksite.engine.cache.EntryLease;

/**
 * Where a request's rows are kept.
 *
 * @param rows the entries, which are leased
 * @param id the entry's name that the request asks for, after what was found of the inputs
 * @param lasting whether others may keep the answer
 * @param timing where the time went
 */
record KeptAnswer(KeptRows rows, String id, boolean lasting, RouteTiming timing) {

  /** The timing's source of an expired entry that is being made again. */
  static final String STALE = "stale";

  /** When the oldest of the entries was made. */
  long createdMillis() {
    return rows.entries().stream()
        .map(EntryLease::info)
        .mapToLong(info -> info.createdMillis())
        .min()
        .orElse(0);
  }
}
