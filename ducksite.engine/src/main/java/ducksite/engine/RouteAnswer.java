package ducksite.engine;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.engine.render.ArrowRenderer;
import ducksite.engine.render.RecordCollector;
import ducksite.engine.route.PlanRows;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteRequest;
import ducksite.engine.route.RouteResult;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a route answers to a Java program: checked and ready, executed when its rows are asked for.
 * Each of the methods that give rows executes the route, or reads its kept result. Valid as long as
 * its site. Used by one thread.
 *
 * <p>Every one of them throws {@link RouteException} when the query fails, takes too long, or too
 * much is going on.
 */
public final class RouteAnswer {

  private final Site site;
  private final Route route;
  private final RouteRequest request;
  private final RoutePlan plan;
  private final Cancellation cancellation;

  RouteAnswer(
      Site site, Route route, RouteRequest request, RoutePlan plan, Cancellation cancellation) {
    this.site = site;
    this.route = route;
    this.request = request;
    this.plan = plan;
    this.cancellation = cancellation;
  }

  /**
   * All rows, in memory: each the values of its columns in their order. {@code BIGINT} and smaller
   * integers are {@code Long}, {@code UBIGINT} is {@code BigInteger}, decimals and {@code HUGEINT}
   * are {@code BigDecimal}, dates and times those of {@code java.time}, binary values {@code
   * byte[]}, lists {@code List}, structs and maps {@code Map}, NULL is null.
   */
  public List<Map<String, Object>> records() throws RouteException {
    RecordCollector collector = new RecordCollector();
    give(collector, OutputStream.nullOutputStream());
    return collector.records();
  }

  /** All rows, in memory, column by column: the values of {@link #records()} by name. */
  public Map<String, List<Object>> table() throws RouteException {
    RecordCollector collector = new RecordCollector();
    give(collector, OutputStream.nullOutputStream());
    return collector.table();
  }

  /**
   * Writes the rows as an Arrow IPC stream, batch by batch.
   *
   * @return what has been done
   */
  public RouteOutcome arrow(OutputStream out) throws RouteException {
    return give(new ArrowRenderer(), out);
  }

  /**
   * Writes the rows in a format that the route allows, as a request would get them: JSON and HTML
   * have at most {@code max_rows} rows.
   *
   * @param format such as {@code json} or {@code csv}; Parquet is {@link #parquet}
   */
  public RouteOutcome write(String format, OutputStream out) throws RouteException {
    try (RouteResult result = plan(format).open(cancellation)) {
      return result.render(out, Options.empty(), cancellation);
    }
  }

  /**
   * Writes the rows as a Parquet file, whole or not at all.
   *
   * @param file on the file system of the state folder
   * @return rows written
   */
  public long parquet(Path file) throws RouteException {
    return plan.writeParquet(file, cancellation);
  }

  private RouteOutcome give(ducksite.api.render.Renderer reader, OutputStream out)
      throws RouteException {
    return PlanRows.give(plan, reader, out, cancellation);
  }

  private RoutePlan plan(String format) throws RouteException {
    Map<String, List<String>> query = new LinkedHashMap<>(request.query());
    query.put("format", List.of(format));
    return site.routeExecutor()
        .plan(route, new RouteRequest(query, Map.of(), null, null, request.user()));
  }
}
