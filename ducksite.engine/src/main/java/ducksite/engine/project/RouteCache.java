package ducksite.engine.project;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code [cache]} of a route; what is null is the site's.
 *
 * @param enabled whether results are kept
 * @param ttl how long an entry is fresh
 * @param rowsPerPage rows of one page; 0 switches the cache off
 * @param enforcePageSize whether limits and offsets snap to pages; true when the route sets its
 *     page size and says nothing
 * @param orderBy total order of the rows, empty for the SQL's own
 * @param invariantFilters filters that are applied to kept rows
 * @param clientTtl how long a client may use an answer without asking again
 * @param position where the table is
 */
public record RouteCache(
    boolean enabled,
    @Nullable Duration ttl,
    @Nullable Integer rowsPerPage,
    @Nullable Boolean enforcePageSize,
    List<OrderTerm> orderBy,
    List<InvariantFilter> invariantFilters,
    Duration clientTtl,
    Position position) {

  public RouteCache {
    orderBy = List.copyOf(orderBy);
    invariantFilters = List.copyOf(invariantFilters);
  }

  static RouteCache read(SectionReader section) {
    Integer rows =
        section
            .optionalInteger("rows_per_page")
            .or(() -> section.optionalInteger("page_rows"))
            .orElse(null);
    RouteCache cache =
        new RouteCache(
            section.bool("enabled"),
            section
                .optionalNumber("ttl_hours")
                .map(CacheSettings::hours)
                .or(() -> section.optionalNumber("ttl_seconds").map(CacheSettings::seconds))
                .orElse(null),
            rows,
            section.optionalBool("enforce_page_size").orElse(rows == null ? null : Boolean.TRUE),
            OrderReader.read(section),
            InvariantFilterReader.read(section),
            CacheSettings.seconds(section.number("client_ttl_seconds")),
            section.node().position());
    if (cache.needsOrder() && !section.has("order_by")) {
      String message = "pages and invariant filters need a total order, and `order_by` is missing";
      section.problem(
          "missing-order", "order_by", message, "order_by = [\"column\"], or remove [cache]");
    }
    return cache;
  }

  /** Whether results can be kept, as far as this table says. */
  public boolean isKeeping() {
    return enabled && (rowsPerPage == null || rowsPerPage > 0) && (ttl == null || !ttl.isZero());
  }

  private boolean needsOrder() {
    return enabled && (rowsPerPage != null && rowsPerPage > 0 || !invariantFilters.isEmpty());
  }
}
