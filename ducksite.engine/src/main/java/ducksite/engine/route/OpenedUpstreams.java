package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.engine.cache.CacheException;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.ParquetTypes;
import ducksite.engine.sql.Placeholders;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.WithClause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of what a plan reads of other routes, as common tables in front of its SQL. A route that
 * keeps its results is read from its entries, which are made now if need be and leased until this
 * is closed; the SQL of any other becomes part of the statement. No row passes through here.
 * Confined to one thread.
 */
final class OpenedUpstreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenedUpstreams.class);
  private static final String TABLE = "ducksite_upstream_";
  private static final Slice WHOLE = new Slice(null, 0, List.of());

  private final @Nullable Cancellation cancellation;
  private final long started = System.nanoTime();
  private final Map<String, String> names = new HashMap<>();
  private final List<String> tables = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private final List<EntryLease> leases = new ArrayList<>();
  private boolean settled = true;

  private OpenedUpstreams(@Nullable Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /**
   * Opens what a plan reads; waits for entries that are being made, as long as the plan's query may
   * take.
   */
  static OpenedUpstreams open(RoutePlan plan, Cancellation cancellation) throws RouteException {
    long patience = plan.services().timeout(plan.route()).toNanos();
    long begun = System.nanoTime();
    Cancellation bounded =
        () -> cancellation.isCancelled() || System.nanoTime() - begun - patience >= 0;
    OpenedUpstreams opened = new OpenedUpstreams(bounded);
    try {
      opened.readBy(plan);
      return opened;
    } catch (RouteException e) {
      opened.close();
      throw e.kind() == RouteException.Kind.CANCELLED && !cancellation.isCancelled()
          ? Failures.tooSlow(e)
          : e;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What a plan reads as SQL alone, without an execution, for those who only look at it. */
  static OpenedUpstreams unexecuted(RoutePlan plan) throws RouteException {
    OpenedUpstreams opened = new OpenedUpstreams(null);
    opened.readBy(plan);
    return opened;
  }

  /** Whether the rows are those that the plan's fingerprint tells of. */
  boolean isSettled() {
    return settled;
  }

  /** What is left of the time that a query may take. */
  Duration left(Duration timeout) {
    Duration left = timeout.minusNanos(System.nanoTime() - started);
    return left.isPositive() ? left : Duration.ofNanos(1);
  }

  /** The query with everything that it reads in front of it. */
  BoundSql with(BoundSql query) {
    if (tables.isEmpty()) {
      return query;
    }
    List<@Nullable Object> all = new ArrayList<>(values);
    all.addAll(query.values());
    return new BoundSql(
        WithClause.prepend(tables, Placeholders.shifted(query.sql(), values.size())), all);
  }

  private void readBy(RoutePlan plan) throws RouteException {
    tables.addAll(aliases(plan));
  }

  /** The aliases of a plan, each for the table that holds its rows. */
  private List<String> aliases(RoutePlan plan) throws RouteException {
    List<String> aliases = new ArrayList<>();
    for (Upstreams.Planned call : plan.upstreams().calls()) {
      try {
        aliases.add(SqlText.identifier(call.alias()) + " AS (SELECT * FROM " + table(call) + ")");
      } catch (RouteException e) {
        throw call.call().ofCaller(e);
      }
    }
    return aliases;
  }

  /** The table of a call; equal calls of one request share it. */
  private String table(Upstreams.Planned call) throws RouteException {
    String known = names.get(call.entry());
    if (known != null) {
      return known;
    }
    RoutePlan plan = call.plan();
    BoundSql rows = kept(call);
    boolean inlined = rows == null;
    if (inlined) {
      List<String> aliases = aliases(plan);
      RouteQuery query = cancellation == null ? plan.query().withoutSecrets() : plan.query();
      BoundSql own = query.whole();
      rows = new BoundSql(WithClause.prepend(aliases, own.sql()), own.values());
    }
    String name = TABLE + names.size();
    names.put(call.entry(), name);
    // Two readers of one call must see the same rows of what changes by itself.
    String materialized = inlined && plan.route().isVolatile() ? " AS MATERIALIZED (" : " AS (";
    tables.add(
        name
            + materialized
            + ParquetTypes.cast(
                call.call().route().columns(), Placeholders.shifted(rows.sql(), values.size()))
            + ")");
    values.addAll(rows.values());
    return name;
  }

  /** The entries' rows of a call; null when its SQL is to be executed. */
  private @Nullable BoundSql kept(Upstreams.Planned call) throws RouteException {
    if (cancellation == null || !call.plan().isKept()) {
      return null;
    }
    try {
      KeptAnswer answer = new KeptLookup(call.plan()).answer(cancellation);
      leases.addAll(answer.rows().entries());
      boolean changing = call.plan().route().isVolatile();
      boolean old = answer.timing().source().equals(KeptAnswer.STALE);
      settled &= answer.id().equals(call.entry()) && (answer.lasting() || old && !changing);
      return answer.rows().part(WHOLE);
    } catch (CacheException e) {
      LOG.warn("{} is read without the cache", call.plan().route(), e);
      return null;
    }
  }

  @Override
  public void close() {
    leases.forEach(EntryLease::close);
    leases.clear();
  }
}
