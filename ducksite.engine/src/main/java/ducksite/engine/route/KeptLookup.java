package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.cache.Freshness;
import ducksite.engine.cache.KnownRows;
import ducksite.engine.cache.Obtained;
import ducksite.engine.cache.Question;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.duck.DuckException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Finds a plan's rows: its own entry, an entry that holds more, several that hold parts, or a new
 * one. Rows of entries are only put together, or filtered, where all of them tell of one state of
 * the inputs and the SQL gives the same again. Confined to one thread.
 */
final class KeptLookup {

  private static final int MOST_PARTS = 64;

  private final RoutePlan plan;
  private final ResultCache results;
  private final Freshness freshness;
  private final long started = System.nanoTime();

  KeptLookup(RoutePlan plan) {
    this.plan = plan;
    this.results = plan.services().results();
    this.freshness = plan.rules().freshness();
  }

  /**
   * The result; its population goes on when it is there before its file.
   *
   * @param readsRows whether the answer can be made of the rows before their file is there
   */
  RouteResult result(boolean readsRows, Cancellation cancellation) throws RouteException {
    return found(
        () -> {
          Optional<KeptAnswer> reused = reused(cancellation);
          if (reused.isPresent()) {
            return new KeptResult(plan, reused.get(), cancellation);
          }
          KeptPopulation population = new KeptPopulation(plan, readsRows);
          Obtained obtained = results.obtain(question(population), cancellation);
          KnownRows known = obtained.known();
          return known == null
              ? new KeptResult(plan, answer(obtained), cancellation)
              : population.result(known, timing(obtained));
        });
  }

  /** The entries that hold the rows. */
  KeptAnswer answer(Cancellation cancellation) throws RouteException {
    return found(
        () -> {
          Optional<KeptAnswer> reused = reused(cancellation);
          return reused.isPresent()
              ? reused.get()
              : answer(results.obtain(question(new KeptPopulation(plan, false)), cancellation));
        });
  }

  /** Finds something in the cache. */
  private interface Finding<T> {
    T find() throws RouteException;
  }

  private <T> T found(Finding<T> finding) throws RouteException {
    try {
      return finding.find();
    } catch (CancellationException e) {
      throw Failures.gone(e);
    } catch (DuckException e) {
      throw Failures.of(e, plan);
    } catch (UpstreamFailedException e) {
      throw e.failure();
    }
  }

  private Question question(KeptPopulation population) {
    return new Question(
        plan.entry(plan.filter(), plan.inputs()),
        plan.route().id(),
        plan.query().text(),
        freshness,
        population);
  }

  private KeptAnswer answer(Obtained obtained) {
    EntryLease lease = Objects.requireNonNull(obtained.lease());
    return new KeptAnswer(
        new KeptRows(plan.route(), List.of(lease), RowFilter.NONE),
        lease.info().id(),
        obtained.lasting(),
        timing(obtained));
  }

  private RouteTiming timing(Obtained obtained) {
    long spent = System.nanoTime() - started;
    return new RouteTiming(
        obtained.tier().name().toLowerCase(Locale.ROOT),
        obtained.queueNanos(),
        Math.max(0, spent - obtained.queueNanos() - obtained.queryNanos()),
        obtained.queryNanos(),
        -1);
  }

  /** An answer from other entries, when the request's own is not there. */
  private Optional<KeptAnswer> reused(Cancellation cancellation) {
    RowFilter filter = plan.filter();
    if (filter.isEmpty() || plan.route().sql().isVolatile()) {
      return Optional.empty();
    }
    Optional<EntryLease> own = find(filter, cancellation);
    if (own.isPresent()) {
      return Optional.of(kept("disk", List.of(own.get()), RowFilter.NONE));
    }
    for (RowFilter wider : filter.wider()) {
      Optional<EntryLease> superset = find(wider, cancellation);
      if (superset.isPresent()) {
        return Optional.of(kept("superset", List.of(superset.get()), filter));
      }
    }
    List<EntryLease> parts = parts(filter.parts(), cancellation);
    return parts.isEmpty() ? Optional.empty() : Optional.of(kept("shards", parts, RowFilter.NONE));
  }

  private List<EntryLease> parts(List<RowFilter> filters, Cancellation cancellation) {
    if (filters.size() > MOST_PARTS) {
      return List.of();
    }
    List<EntryLease> leases = new ArrayList<>();
    for (RowFilter filter : filters) {
      Optional<EntryLease> lease = find(filter, cancellation);
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

  private Optional<EntryLease> find(RowFilter filter, Cancellation cancellation) {
    return results.find(plan.entry(filter, plan.inputs()), freshness, cancellation);
  }
}
