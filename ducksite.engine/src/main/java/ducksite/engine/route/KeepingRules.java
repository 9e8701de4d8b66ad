package ducksite.engine.route;

import ducksite.engine.cache.Freshness;
import ducksite.engine.project.CacheMode;
import ducksite.engine.project.CacheSettings;
import ducksite.engine.project.RouteCache;
import java.time.Duration;

/**
 * What a route says of its results' keeping, with the site's settings where it says nothing.
 *
 * @param kept whether results are kept
 * @param freshness how long they are fresh
 * @param rowsPerPage rows of a page; limits and offsets snap to pages where this is not 0
 * @param clientTtl how long a client may use an answer without asking
 */
record KeepingRules(boolean kept, Freshness freshness, int rowsPerPage, Duration clientTtl) {

  static KeepingRules of(Route route, CacheSettings site) {
    RouteCache own = route.source().cache();
    if (own == null) {
      return new KeepingRules(false, new Freshness(Duration.ZERO, false), 0, Duration.ZERO);
    }
    Duration ttl = own.ttl() == null ? site.ttl() : own.ttl();
    int rows = own.rowsPerPage() == null ? site.rowsPerPage() : own.rowsPerPage();
    boolean enforced =
        own.enforcePageSize() == null ? site.enforceGlobalPageSize() : own.enforcePageSize();
    boolean kept =
        own.enabled()
            && site.enabled()
            && rows > 0
            && ttl.toMillis() > 0
            && route.source().cacheMode() == CacheMode.MATERIALIZE;
    return new KeepingRules(
        kept,
        new Freshness(ttl, route.isVolatile()),
        own.enabled() && enforced ? rows : 0,
        own.clientTtl());
  }

  /** The slice that is answered. */
  Slice snapped(Slice asked) {
    if (rowsPerPage == 0 || asked.isWhole()) {
      return asked;
    }
    return new Slice(
        asked.limit() == null ? null : (long) rowsPerPage,
        asked.offset() / rowsPerPage * rowsPerPage,
        asked.columns());
  }
}
