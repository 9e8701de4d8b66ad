package ducksite.engine.project;

import java.time.Duration;

/**
 * Section {@code [cache]}.
 *
 * @param enabled whether results are kept at all
 * @param ttl how long an entry is fresh
 * @param rowsPerPage rows of one page; at least 1
 * @param enforceGlobalPageSize whether limits and offsets snap to pages on every route
 * @param maxBytes size of the cache on disk
 * @param maxAge age at which an unused entry is removed
 * @param stale how long an expired entry may answer while its refresh fails
 * @param memoryBytes encoded answers kept in memory
 * @param locationBytes copies of files that plugins read from elsewhere, for each scheme
 */
public record CacheSettings(
    boolean enabled,
    Duration ttl,
    int rowsPerPage,
    boolean enforceGlobalPageSize,
    long maxBytes,
    Duration maxAge,
    Duration stale,
    long memoryBytes,
    long locationBytes) {

  private static final double SECONDS_PER_HOUR = 3600;

  /** Zero rows per page switches the cache off. */
  public CacheSettings {
    enabled = enabled && rowsPerPage > 0;
    rowsPerPage = Math.max(1, rowsPerPage);
  }

  static CacheSettings read(SectionReader section) {
    return new CacheSettings(
        section.bool("enabled"),
        section
            .optionalNumber("ttl_hours")
            .map(CacheSettings::hours)
            .orElseGet(() -> seconds(section.number("ttl_seconds"))),
        section.optionalInteger("rows_per_page").orElse(section.integer("page_rows")),
        section.bool("enforce_global_page_size"),
        section.bytes("max_bytes"),
        hours(section.number("max_age_hours")),
        hours(section.number("stale_hours")),
        section.bytes("memory_bytes"),
        section.bytes("location_bytes"));
  }

  static Duration hours(double hours) {
    return seconds(hours * SECONDS_PER_HOUR);
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
