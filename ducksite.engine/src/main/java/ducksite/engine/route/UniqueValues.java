package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.render.CapturedResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values that a column has in a route's own result, for a reader to choose from: under all
 * other parameters of the request, without the one that is chosen. They come from a kept result
 * that holds them, else from the query itself; bounded in number, length and time, which all lists
 * of a page share. Confined to one thread.
 */
final class UniqueValues {

  /** Values of one list. */
  static final int MOST = 500;

  private static final int LONGEST = 200;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(UniqueValues.class);

  private final RoutePlan plan;
  private final Cancellation cancellation;
  private final long started = System.nanoTime();

  UniqueValues(RoutePlan plan, Cancellation cancellation) {
    this.plan = plan;
    this.cancellation = cancellation;
  }

  /**
   * Values as a request says them, {@link FilterColumn#NULL_TOKEN} for NULL.
   *
   * @param cut whether there are more than these
   */
  record Values(List<String> texts, boolean cut) {

    static final Values NONE = new Values(List.of(), false);
  }

  /** The values of a column of the result; none where they cannot be had in time. */
  Values of(String parameter, String column) {
    RouteQuery query = without(parameter);
    boolean lasting = !plan.isForcedLive() && !plan.route().isVolatile();
    KnownChoices known = plan.services().choices();
    KnownChoices.Key key = new KnownChoices.Key(entry(query, query.filter()), column);
    Optional<Values> offered = lasting ? known.find(key) : Optional.empty();
    if (offered.isPresent()) {
      return offered.get();
    }
    if (!left().isPositive()) {
      LOG.warn("{} has no time left for choices of '{}'", plan.route(), column);
      return Values.NONE;
    }
    Values found = found(query, column);
    if (lasting && found != Values.NONE && plan.inputsAreUnchanged()) {
      known.put(key, found);
    }
    return found;
  }

  private Duration left() {
    return LONGEST_WAIT.minusNanos(System.nanoTime() - started);
  }

  private Values found(RouteQuery query, String column) {
    Slice one = new Slice(null, 0, List.of(column));
    try (Leases kept = new Leases(kept(query))) {
      CapturedResult rows =
          kept.rows == null
              ? live(query.part(one))
              : read(plan.services().results().reader(), kept.rows.part(one));
      return values(rows);
    } catch (DuckException | RouteException e) {
      cancellation.throwIfCancelled();
      LOG.warn("{} has no choices of '{}' to offer: {}", plan.route(), column, e.getMessage());
      return Values.NONE;
    }
  }

  private CapturedResult live(BoundSql rows) throws RouteException {
    try (OpenedUpstreams upstreams = OpenedUpstreams.open(plan, cancellation)) {
      return read(plan.services().duck(plan.route()), upstreams.with(rows));
    }
  }

  private CapturedResult read(DuckInstance duck, BoundSql rows) {
    Duration timeout = plan.services().timeout(plan.route());
    return duck.query(
        new BoundSql(
            "SELECT DISTINCT * FROM (\n"
                + rows.sql()
                + "\n) ORDER BY 1 NULLS FIRST LIMIT "
                + (MOST + 1),
            rows.values()),
        timeout.compareTo(left()) < 0 ? timeout : left(),
        cancellation,
        -1,
        batches -> CapturedResult.of(batches, MOST + 1));
  }

  /** NULL comes last; a blank text cannot be asked for, since blank means all. */
  private static Values values(CapturedResult rows) {
    List<String> texts = new ArrayList<>();
    boolean absent = false;
    for (int row = 0; row < Math.min(rows.rowCount(), MOST); row++) {
      Optional<String> text = rows.raw(0, row);
      absent |= text.isEmpty();
      text.filter(value -> !value.isBlank() && value.length() <= LONGEST).ifPresent(texts::add);
    }
    if (absent) {
      texts.add(FilterColumn.NULL_TOKEN);
    }
    return new Values(texts, rows.rowCount() > MOST);
  }

  /** The request as it were without a parameter, where the SQL can do without it. */
  private RouteQuery without(String parameter) {
    RouteQuery asked = plan.query();
    TreeMap<String, Object> values = new TreeMap<>(asked.values());
    boolean optional =
        plan.route()
            .source()
            .parameter(parameter)
            .map(each -> !each.required() && each.defaultValue() == null)
            .orElse(true);
    if (optional) {
      values.remove(parameter);
    }
    RowFilter others =
        new RowFilter(
            asked.filter().selections().stream()
                .filter(each -> !each.column().name().equals(parameter))
                .toList());
    return new RouteQuery(
        asked.route(), values, asked.inText(), asked.secrets(), others, asked.principal());
  }

  private Optional<KeptRows> kept(RouteQuery query) {
    if (!plan.isKept() || plan.route().sql().isVolatile()) {
      return Optional.empty();
    }
    List<RowFilter> candidates = new ArrayList<>(List.of(query.filter()));
    candidates.addAll(query.filter().wider());
    for (RowFilter candidate : candidates) {
      Optional<EntryLease> lease = find(query, candidate);
      if (lease.isPresent()) {
        RowFilter rest = candidate == query.filter() ? RowFilter.NONE : query.filter();
        return Optional.of(new KeptRows(plan.route(), List.of(lease.get()), rest));
      }
    }
    return Optional.empty();
  }

  private Optional<EntryLease> find(RouteQuery query, RowFilter filter) {
    return plan.services()
        .results()
        .find(entry(query, filter), plan.rules().freshness(), cancellation);
  }

  private String entry(RouteQuery query, RowFilter filter) {
    return Fingerprint.of(query, filter, plan.services().productVersion()).entry(plan.inputs());
  }

  /** Entries that are let go in the end. */
  private static final class Leases implements AutoCloseable {

    private final @org.jspecify.annotations.Nullable KeptRows rows;

    Leases(Optional<KeptRows> rows) {
      this.rows = rows.orElse(null);
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.entries().forEach(EntryLease::close);
      }
    }
  }
}
