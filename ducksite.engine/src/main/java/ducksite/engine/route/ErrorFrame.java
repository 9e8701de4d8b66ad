package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultColumn;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.ParquetTypes;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.project.Problems;
import ducksite.engine.project.ReturnKind;
import ducksite.engine.project.RouteSource;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one row that stands for an answer whose execution has failed: every column of the route,
 * null, and what went wrong, in words that clients may read. Nobody keeps it.
 */
final class ErrorFrame implements RouteResult {

  private static final String CODE = "error_code";
  private static final String DETAIL = "error_detail";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RouteTiming TIMING = new RouteTiming("error", 0, 0, 0, 0);

  private final RoutePlan plan;
  private final RouteException failure;

  ErrorFrame(RoutePlan plan, RouteException failure) {
    this.plan = plan;
    this.failure = failure;
  }

  /** Whether a failure of a route is answered so: one of its execution, where it wants that. */
  static boolean answers(Route route, RouteException failure) {
    return route.source().returns() == ReturnKind.ERROR_FRAME
        && switch (failure.kind()) {
          case EXECUTION_FAILED, TIMEOUT, PLUGIN_FAILED, PLUGIN_TIMEOUT -> true;
          case NOT_FOUND,
              MISSING_PARAMETER,
              INVALID_PARAMETER,
              INVALID_TEMPLATE,
              FORBIDDEN,
              NOT_ACCEPTABLE,
              OVERLOADED,
              CHANGED,
              CANCELLED ->
              false;
        };
  }

  /** Checks that the columns of the frame's own are free. */
  static boolean check(RouteSource source, List<ResultColumn> columns, Problems problems) {
    if (source.returns() != ReturnKind.ERROR_FRAME) {
      return true;
    }
    boolean free = true;
    for (ResultColumn column : columns) {
      if (column.name().equalsIgnoreCase(CODE) || column.name().equalsIgnoreCase(DETAIL)) {
        free = false;
        problems.add(
            source
                .position("returns")
                .error(
                    "route/reserved-column",
                    "an error frame has a column '" + column.name() + "' of its own",
                    "rename the column in the SQL, or take `returns` out"));
      }
    }
    return free;
  }

  private BoundSql row() {
    return new BoundSql(
        ParquetTypes.nulls(
            plan.route().columns(),
            "CAST($1 AS VARCHAR) AS " + CODE,
            "CAST($2 AS VARCHAR) AS " + DETAIL),
        List.of(failure.code(), failure.getMessage()));
  }

  @Override
  public Slice slice() {
    return new Slice(null, 0, List.of());
  }

  @Override
  public OptionalLong totalRows() {
    return OptionalLong.of(1);
  }

  @Override
  public Optional<String> entityTag(String representation) {
    return Optional.empty();
  }

  @Override
  public RouteTiming timing() {
    return TIMING;
  }

  @Override
  public RouteOutcome render(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    return write(plan.services().formats().renderer(plan.format()), out, shell, cancellation);
  }

  @Override
  public RouteOutcome give(Renderer reading, OutputStream out, Cancellation cancellation)
      throws RouteException {
    return write(reading, out, Options.empty(), cancellation);
  }

  private RouteOutcome write(
      Renderer renderer, OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    RenderSettings context =
        RenderSettings.of(plan, slice(), totalRows(), () -> 0, shell, cancellation);
    try (PluginRenderer.Admission _ = PluginRenderer.admission(renderer)) {
      plan.services()
          .results()
          .reader()
          .query(
              row(),
              PATIENCE,
              cancellation,
              -1,
              batches -> {
                renderer.render(batches, context, out);
                return true;
              });
      return new RouteOutcome(slice(), 1, totalRows(), false, TIMING);
    } catch (DuckException e) {
      throw Failures.of(e, plan);
    } catch (PluginException e) {
      throw Preprocessing.failure(e);
    }
  }

  @Override
  public long writeParquet(Path target, Cancellation cancellation) throws RouteException {
    try {
      return plan.services()
          .results()
          .reader()
          .copyToParquet(row(), target, PATIENCE, cancellation);
    } catch (DuckException e) {
      throw Failures.of(e, plan);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
