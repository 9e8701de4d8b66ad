package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.engine.cache.EntryInfo;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.cache.Freshness;
import ducksite.engine.cache.Obtained;
import ducksite.engine.cache.Question;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.Materialized;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Finds a plan's rows: its own entry, an entry that holds more, several that hold parts, or a new
 * one. Rows of entries are only put together, or filtered, where all of them tell of one state of
 * the inputs and the SQL gives the same again. Confined to one thread.
 */
final class KeptLookup {

  /** Rows of a row group: pages are row ranges, and this much is read for one. */
  static final int ROW_GROUP_ROWS = 20_480;

  private static final int MOST_PARTS = 64;
  private static final int MOST_ATTEMPTS = 4;

  private final RoutePlan plan;
  private final ResultCache results;
  private final Freshness freshness;
  private final long started = System.nanoTime();

  KeptLookup(RoutePlan plan) {
    this.plan = plan;
    this.results = plan.services().results();
    this.freshness = plan.rules().freshness();
  }

  KeptAnswer answer(Cancellation cancellation) throws RouteException {
    Optional<KeptAnswer> reused = reused();
    if (reused.isPresent()) {
      return reused.get();
    }
    Question question =
        new Question(
            plan.entry(plan.filter(), plan.inputs()),
            plan.route().id(),
            plan.text(),
            freshness,
            this::populate);
    try {
      Obtained obtained = results.obtain(question, cancellation);
      EntryInfo info = obtained.lease().info();
      long spent = System.nanoTime() - started;
      RouteTiming timing =
          new RouteTiming(
              obtained.tier().name().toLowerCase(Locale.ROOT),
              obtained.queueNanos(),
              Math.max(0, spent - obtained.queueNanos() - obtained.queryNanos()),
              obtained.queryNanos(),
              -1);
      KeptRows rows = new KeptRows(plan.route(), List.of(obtained.lease()), RowFilter.NONE);
      return new KeptAnswer(rows, info.id(), obtained.lasting(), timing);
    } catch (CancellationException e) {
      throw Failures.gone(e);
    } catch (DuckException e) {
      throw Failures.of(e, plan.query());
    }
  }

  /** An answer from other entries, when the request's own is not there. */
  private Optional<KeptAnswer> reused() {
    RowFilter filter = plan.filter();
    if (filter.isEmpty() || plan.route().sql().isVolatile()) {
      return Optional.empty();
    }
    Optional<EntryLease> own = find(filter);
    if (own.isPresent()) {
      return Optional.of(kept("disk", List.of(own.get()), RowFilter.NONE));
    }
    for (RowFilter wider : filter.wider()) {
      Optional<EntryLease> superset = find(wider);
      if (superset.isPresent()) {
        return Optional.of(kept("superset", List.of(superset.get()), filter));
      }
    }
    List<EntryLease> parts = parts(filter.parts());
    return parts.isEmpty() ? Optional.empty() : Optional.of(kept("shards", parts, RowFilter.NONE));
  }

  private List<EntryLease> parts(List<RowFilter> filters) {
    if (filters.size() > MOST_PARTS) {
      return List.of();
    }
    List<EntryLease> leases = new ArrayList<>();
    for (RowFilter filter : filters) {
      Optional<EntryLease> lease = find(filter);
      if (lease.isEmpty()) {
        leases.forEach(EntryLease::close);
        return List.of();
      }
      leases.add(lease.get());
    }
    return leases;
  }

  private KeptAnswer kept(String source, List<EntryLease> leases, RowFilter remaining) {
    RouteTiming timing = new RouteTiming(source, 0, System.nanoTime() - started, 0, -1);
    return new KeptAnswer(
        new KeptRows(plan.route(), leases, remaining),
        plan.entry(plan.filter(), plan.inputs()),
        true,
        timing);
  }

  private Optional<EntryLease> find(RowFilter filter) {
    return results.find(plan.entry(filter, plan.inputs()), freshness);
  }

  /**
   * Executes the query. When its inputs have moved meanwhile it is executed once more; when they
   * have moved again the answer is good for those who wait, and not kept. A query that fails while
   * its inputs move, as on a file that is replaced under it, is tried a few times.
   */
  private Question.Populated populate(Path target, Cancellation cancellation) {
    String before = plan.inputs();
    boolean answered = false;
    long spent = 0;
    for (int attempt = 1; true; attempt++) {
      try {
        Materialized made = execute(target, cancellation);
        spent += made.queryNanos();
        String after = plan.refreshedInputs();
        boolean unmoved = before.equals(after);
        if (unmoved || answered) {
          return populated(made, spent, after, unmoved);
        }
        answered = true;
        before = after;
      } catch (DuckException e) {
        String after = plan.refreshedInputs();
        if (e.kind() != DuckException.Kind.FAILED
            || before.equals(after)
            || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        before = after;
      }
    }
  }

  private Question.Populated populated(
      Materialized made, long queryNanos, String inputs, boolean lasting) {
    return new Question.Populated(
        plan.entry(plan.filter(), inputs), lasting, made.rows(), made.queueNanos(), queryNanos);
  }

  private Materialized execute(Path target, Cancellation cancellation) {
    DuckInstance duck = plan.services().duck(plan.route());
    try {
      return duck.materialize(
          plan.query().whole(),
          target,
          ROW_GROUP_ROWS,
          plan.services().timeout(plan.route()),
          cancellation);
    } catch (DuckException e) {
      // A refresh that nobody waits for is told to the log.
      throw Failures.withheld(e, plan.query());
    }
  }
}
