package ducksite.engine.project;

/**
 * Whether a route's results are kept: in the page cache, not at all, or not even by caches of
 * others.
 */
public enum CacheMode {
  MATERIALIZE,
  PASSTHROUGH,
  FORCE_LIVE
}
