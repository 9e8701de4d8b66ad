package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.cache.Freshness;
import ducksite.engine.cache.KnownRows;
import ducksite.engine.cache.Obtained;
import ducksite.engine.cache.Question;
import ducksite.engine.cache.ResultCache;
import ducksite.engine.duck.ArrowBatches;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.duck.MadeRows;
import ducksite.engine.duck.Materialized;
import ducksite.engine.render.CapturedResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plan's rows: its own entry, an entry that holds more, several that hold parts, or a new
 * one. Rows of entries are only put together, or filtered, where all of them tell of one state of
 * the inputs and the SQL gives the same again. Confined to one thread.
 */
final class KeptLookup {

  /** Rows of a row group: pages are row ranges, and this much is read for one. */
  static final int ROW_GROUP_ROWS = 20_480;

  /** Rows up to which an answer does not wait for its file. */
  private static final int MOST_EARLY_ROWS = 20_000;

  private static final int MOST_PARTS = 64;
  private static final int MOST_ATTEMPTS = 4;

  private final RoutePlan plan;
  private final ResultCache results;
  private final Freshness freshness;
  private final boolean readsRows;
  private final long started = System.nanoTime();
  private volatile @Nullable CapturedResult captured;
  private volatile long total;

  /**
   * @param readsRows whether the answer can be made of the rows before their file is there
   */
  KeptLookup(RoutePlan plan, boolean readsRows) {
    this.plan = plan;
    this.readsRows = readsRows;
    this.results = plan.services().results();
    this.freshness = plan.rules().freshness();
  }

  /** The result; its population goes on when it is there before its file. */
  RouteResult result(Cancellation cancellation) throws RouteException {
    try {
      Optional<KeptAnswer> reused = reused(cancellation);
      if (reused.isPresent()) {
        return new KeptResult(plan, reused.get(), cancellation);
      }
      Question question =
          new Question(
              plan.entry(plan.filter(), plan.inputs()),
              plan.route().id(),
              plan.query().text(),
              freshness,
              this::populate);
      Obtained obtained = results.obtain(question, cancellation);
      KnownRows known = obtained.known();
      if (known != null) {
        return new MadeResult(
            plan, Objects.requireNonNull(captured), total, known, timing(obtained));
      }
      EntryLease lease = Objects.requireNonNull(obtained.lease());
      KeptRows rows = new KeptRows(plan.route(), List.of(lease), RowFilter.NONE);
      KeptAnswer answer =
          new KeptAnswer(rows, lease.info().id(), obtained.lasting(), timing(obtained));
      return new KeptResult(plan, answer, cancellation);
    } catch (CancellationException e) {
      throw Failures.gone(e);
    } catch (DuckException e) {
      throw Failures.of(e, plan.query());
    }
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

  /**
   * Executes the query. When its inputs have moved meanwhile it is executed once more; when they
   * have moved again the answer is good for those who wait, and not kept. A query that fails while
   * its inputs move, as on a file that is replaced under it, is tried a few times.
   */
  private Question.Populated populate(Path target, Question.Making making) {
    String before = plan.inputs();
    boolean answered = false;
    long spent = 0;
    for (int attempt = 1; true; attempt++) {
      EarlyRows early = new EarlyRows(making, before, spent);
      try {
        Materialized made = execute(target, making, early);
        spent += made.queryNanos();
        String after = early.told ? before : plan.refreshedInputs();
        boolean unmoved = before.equals(after);
        if (unmoved || answered) {
          return populated(made, spent, after, unmoved);
        }
        answered = true;
        before = after;
      } catch (DuckException e) {
        String after = plan.refreshedInputs();
        if (early.told
            || e.kind() != DuckException.Kind.FAILED
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

  private Materialized execute(Path target, Question.Making making, EarlyRows early) {
    DuckInstance duck = plan.services().duck(plan.route());
    try {
      return duck.materialize(
          plan.query().whole(),
          target,
          ROW_GROUP_ROWS,
          plan.services().timeout(plan.route()),
          making,
          readsRows && making.isAwaited() ? early : null);
    } catch (DuckException e) {
      // A refresh that nobody waits for is told to the log.
      throw Failures.withheld(e, plan.query());
    }
  }

  /** Takes the rows that were asked for before their file is written, when that is right. */
  private final class EarlyRows implements MadeRows.Reader {

    private final Question.Making making;
    private final String inputs;
    private final long spent;
    private boolean told;

    EarlyRows(Question.Making making, String inputs, long spent) {
      this.making = making;
      this.inputs = inputs;
      this.spent = spent;
    }

    @Override
    public void read(MadeRows rows, long queueNanos, long queryNanos) throws IOException {
      Slice slice = plan.slice().within(rows.count());
      Long limit = slice.limit();
      long wanted = limit == null ? rows.count() - slice.offset() : limit;
      if (wanted > MOST_EARLY_ROWS
          || !rows.areAsInTheFile()
          || !inputs.equals(plan.refreshedInputs())) {
        return;
      }
      CapturedResult taken = rows.read(from -> part(slice, from), plan.rowLimit(), this::capture);
      if (taken != null) {
        captured = taken;
        total = rows.count();
        told = true;
        making.known(plan.entry(plan.filter(), inputs), queueNanos, spent + queryNanos);
      }
    }

    private BoundSql part(Slice slice, String from) {
      List<Object> bound = new ArrayList<>();
      String columns = RouteQuery.projection(slice, plan.route().columns());
      return new BoundSql(
          "SELECT " + columns + " FROM " + from + RouteQuery.range(slice, bound), bound);
    }

    /** The rows on the heap; null when they are too large for it. */
    private @Nullable CapturedResult capture(ArrowBatches batches) {
      CapturedResult all = CapturedResult.of(batches, MOST_EARLY_ROWS);
      return all.truncated() == batches.truncated() ? all : null;
    }
  }
}
