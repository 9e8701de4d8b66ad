package ducksite.engine.route;

import ducksite.engine.cache.KnownRows;
import ducksite.engine.cache.Question;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The execution that makes a plan's entry. Confined to the population's thread, but for what it
 * tells of rows that are known early.
 */
final class KeptPopulation implements Question.Population {

  /** Rows of a row group: pages are row ranges, and this much is read for one. */
  static final int ROW_GROUP_ROWS = 20_480;

  /** Rows up to which an answer does not wait for its file. */
  private static final int MOST_EARLY_ROWS = 20_000;

  private static final int MOST_ATTEMPTS = 4;

  private final RoutePlan plan;
  private final boolean readsRows;
  private volatile @Nullable CapturedResult captured;
  private volatile long total;

  /**
   * @param readsRows whether the answer can be made of the rows before their file is there
   */
  KeptPopulation(RoutePlan plan, boolean readsRows) {
    this.plan = plan;
    this.readsRows = readsRows;
  }

  /** The result of rows that are known before their file. */
  RouteResult result(KnownRows known, RouteTiming timing) {
    return new MadeResult(plan, Objects.requireNonNull(captured), total, known, timing);
  }

  /**
   * Executes the query. When its inputs have moved meanwhile it is executed once more; when they
   * have moved again the answer is good for those who wait, and not kept. A query that fails while
   * its inputs move, as on a file that is replaced under it, is tried a few times.
   */
  @Override
  public Question.Populated populate(Path target, Question.Making making) {
    RoutePlan current = plan;
    boolean answered = false;
    long spent = 0;
    for (int attempt = 1; true; attempt++) {
      EarlyRows early = new EarlyRows(making, current, spent);
      try {
        Materialized made = execute(current, target, making, early);
        spent += made.queryNanos();
        RoutePlan after = early.told ? current : current.refreshed();
        boolean unmoved = early.settled && current.inputs().equals(after.inputs());
        if (unmoved || answered) {
          return populated(made, spent, after.inputs(), unmoved);
        }
        answered = true;
        current = after;
      } catch (DuckException e) {
        RoutePlan after = current.refreshed();
        if (early.told
            || e.kind() != DuckException.Kind.FAILED
            || current.inputs().equals(after.inputs())
            || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        current = after;
      }
    }
  }

  private Question.Populated populated(
      Materialized made, long queryNanos, String inputs, boolean lasting) {
    return new Question.Populated(
        plan.entry(plan.filter(), inputs), lasting, made.rows(), made.queueNanos(), queryNanos);
  }

  private Materialized execute(
      RoutePlan current, Path target, Question.Making making, EarlyRows early) {
    DuckInstance duck = plan.services().duck(plan.route());
    try (OpenedUpstreams read = OpenedUpstreams.open(current, making)) {
      early.settled = read.isSettled();
      return duck.materialize(
          read.with(plan.query().whole()),
          target,
          ROW_GROUP_ROWS,
          read.left(plan.services().timeout(plan.route())),
          making,
          readsRows && making.isAwaited() ? early : null);
    } catch (DuckException e) {
      // A refresh that nobody waits for is told to the log.
      throw Failures.withheld(e, plan);
    } catch (RouteException e) {
      throw new UpstreamFailedException(e);
    }
  }

  /** Takes the rows that were asked for before their file is written, when that is right. */
  private final class EarlyRows implements MadeRows.Reader {

    private final Question.Making making;
    private final RoutePlan current;
    private final long spent;
    private boolean settled;
    private boolean told;

    EarlyRows(Question.Making making, RoutePlan current, long spent) {
      this.making = making;
      this.current = current;
      this.spent = spent;
    }

    @Override
    public void read(MadeRows rows, long queueNanos, long queryNanos) throws IOException {
      Slice slice = plan.slice().within(rows.count());
      Long limit = slice.limit();
      long wanted = limit == null ? rows.count() - slice.offset() : limit;
      if (wanted > MOST_EARLY_ROWS
          || !rows.areAsInTheFile()
          || !settled
          || !current.inputsAreUnchanged()) {
        return;
      }
      CapturedResult taken = rows.read(from -> part(slice, from), plan.rowLimit(), this::capture);
      if (taken != null) {
        captured = taken;
        total = rows.count();
        told = true;
        making.known(plan.entry(plan.filter(), current.inputs()), queueNanos, spent + queryNanos);
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
