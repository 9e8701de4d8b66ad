package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Renderer;
import ducksite.engine.duck.BatchesConsumer;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.model.Inputs;
import ducksite.engine.plugin.PluginException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A result that is executed when it is written, and streamed. */
final class LiveResult implements RouteResult {

  /** How often a query is tried whose files move before it has given a row. */
  private static final int MOST_ATTEMPTS = 3;

  private final RoutePlan plan;
  private final OpenedUpstreams read;
  private final RouteServices services;
  private final DuckInstance duck;
  private final Duration timeout;
  private final long started = System.nanoTime();
  private final AtomicLong queueNanos = new AtomicLong();
  private final OptionalLong total;

  /** What its own files were when it was begun. */
  private String begunOver;

  /** Whether each row that was given last is of the files that the map tells of, and no others. */
  private boolean ofMap;

  /**
   * @throws RouteException when what the plan reads cannot be had, or when the rows are to be
   *     counted and cannot be
   */
  LiveResult(RoutePlan plan, Cancellation cancellation) throws RouteException {
    this.plan = plan;
    this.services = plan.services();
    this.duck = services.duck(plan.route());
    this.read = OpenedUpstreams.open(plan, cancellation);
    this.begunOver = RouteInputs.now(plan, plan.upstreams());
    this.timeout = read.left(services.timeout(plan.route()));
    // Of a whole result that is limited the size is known when it is written.
    boolean counted = plan.isCounted() && !(plan.slice().isWhole() && plan.isLimited());
    this.total = counted ? OptionalLong.of(count(cancellation)) : OptionalLong.empty();
  }

  @Override
  public Slice slice() {
    return total.isPresent() ? plan.slice().within(total.getAsLong()) : plan.slice();
  }

  @Override
  public OptionalLong totalRows() {
    return total;
  }

  @Override
  public Optional<String> entityTag(String representation) {
    return begunOver.equals(plan.inputs()) && read.isSettled()
        ? plan.entityTag(representation)
        : Optional.empty();
  }

  @Override
  public RouteTiming timing() {
    return new RouteTiming("live", queueNanos.get(), 0, -1, -1);
  }

  @Override
  public RouteOutcome render(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    return write(
        services.formats().renderer(plan.format()), plan.isLimited(), out, shell, cancellation);
  }

  @Override
  public RouteOutcome give(Renderer reading, OutputStream out, Cancellation cancellation)
      throws RouteException {
    return write(reading, false, out, Options.empty(), cancellation);
  }

  private RouteOutcome write(
      Renderer renderer,
      boolean limited,
      OutputStream out,
      Options shell,
      Cancellation cancellation)
      throws RouteException {
    Slice sent = slice();
    RenderSettings context =
        RenderSettings.of(
            plan, sent, total, () -> System.nanoTime() - started, shell, cancellation);
    String before = plan.inputs();
    for (int attempt = 1; true; attempt++) {
      AtomicBoolean begun = new AtomicBoolean();
      ofMap = false;
      try {
        OutputStream sink = limited ? out : new LateFlush(out);
        RouteOutcome outcome = write(renderer, limited, context, begun, sink, cancellation);
        // What has been streamed cannot be taken back: a mixture of two states must not end well.
        if (!limited && !stayed()) {
          throw Failures.changed();
        }
        return outcome;
      } catch (DuckException e) {
        String after = plan.refreshed().inputs();
        boolean moved = e.kind() == DuckException.Kind.FAILED && !before.equals(after);
        if (!moved || begun.get() || attempt == MOST_ATTEMPTS) {
          throw Failures.of(e, plan);
        }
        // A file was replaced or removed under the query.
        before = after;
        begunOver = RouteInputs.now(plan, plan.upstreams());
      } catch (PluginException e) {
        throw Preprocessing.failure(e);
      }
    }
  }

  private RouteOutcome write(
      Renderer renderer,
      boolean limited,
      RenderSettings context,
      AtomicBoolean begun,
      OutputStream out,
      Cancellation cancellation) {
    Slice sent = slice();
    long asked = System.nanoTime();
    try (PluginRenderer.Admission _ = PluginRenderer.admission(renderer)) {
      RouteQuery.Fitted fitted = plan.query().fitted(sent);
      boolean onlyMap = fitted != null && fitted.proof().isWhole() && readsMapOnly();
      Runnable started = () -> queueNanos.set(System.nanoTime() - asked);
      BatchesConsumer<Written> consumer =
          batches -> {
            begun.set(true);
            renderer.render(batches, context, out);
            return new Written(batches.delivered(), batches.truncated());
          };
      long most = limited ? plan.rowLimit() : -1;
      BoundSql sql = read.with(fitted == null ? plan.query().part(sent) : fitted.sql());
      @Nullable BooleanSupplier holds = fitted == null ? null : fitted.proof()::isStillProven;
      Written written =
          onlyMap
              ? duck.queryOfBoundFiles(sql, holds, timeout, cancellation, most, started, consumer)
              : duck.query(sql, holds, timeout, cancellation, most, started, consumer);
      long ran = System.nanoTime() - asked - queueNanos.get();
      ofMap = onlyMap;
      return new RouteOutcome(
          sent,
          written.rows(),
          size(written),
          written.truncated(),
          new RouteTiming("live", queueNanos.get(), 0, ran, 0));
    }
  }

  /**
   * {@inheritDoc} Once more when the files change under it.
   *
   * @throws RouteException when they change again
   */
  @Override
  public long writeParquet(Path target, Cancellation cancellation) throws RouteException {
    long rows = copied(target, cancellation);
    if (stayed()) {
      return rows;
    }
    rows = copied(target, cancellation);
    if (!stayed()) {
      throw Failures.changed();
    }
    return rows;
  }

  private long copied(Path target, Cancellation cancellation) throws RouteException {
    ofMap = false;
    try {
      return duck.copyToParquet(
          read.with(plan.query().part(plan.slice())), target, timeout, cancellation);
    } catch (DuckException e) {
      throw Failures.of(e, plan);
    }
  }

  /** Whether everything that the plan reads is files of the map. */
  private boolean readsMapOnly() {
    return plan.upstreams().isEmpty()
        && plan.route().sql().inputs().stream().allMatch(input -> Inputs.pathOf(input) == null);
  }

  @Override
  public boolean stayed() {
    if (ofMap) {
      // They have been looked at since the last row: a file that was another never is it again.
      return true;
    }
    String before = begunOver;
    begunOver = RouteInputs.now(plan, plan.upstreams());
    return begunOver.equals(before);
  }

  private record Written(long rows, boolean truncated) {}

  private OptionalLong size(Written written) {
    boolean whole = total.isEmpty() && plan.slice().isWhole() && !written.truncated();
    return whole ? OptionalLong.of(written.rows()) : total;
  }

  private long count(Cancellation cancellation) throws RouteException {
    try {
      return duck.count(read.with(plan.query().whole()), timeout, cancellation);
    } catch (DuckException e) {
      close();
      throw Failures.of(e, plan);
    }
  }

  @Override
  public void close() {
    read.close();
  }
}
