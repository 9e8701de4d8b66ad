package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.project.AnalyticsSettings;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * How often each route was asked since the server started, with the rows of its answers and the
 * time they took. Kept in memory, by the route's id, across compilations. Safe for use by several
 * threads.
 */
final class RouteAnalytics {

  private static final AttachmentKey<Figures> VISITED = AttachmentKey.create(Figures.class);
  private static final HttpString TOTAL_ROWS = new HttpString("X-Total-Rows");
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, Figures> routes = new ConcurrentHashMap<>();

  /** The figures of one route. */
  private static final class Figures {
    final LongAdder hits = new LongAdder();
    final LongAdder answers = new LongAdder();
    final LongAdder rows = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final LongAdder unchanged = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder failed = new LongAdder();
    final Latencies latencies = new Latencies();
  }

  /**
   * What is told of a route, or of several together.
   *
   * @param hits requests answered, each counted as often as {@code weight_interactions} says
   * @param rows rows of the whole results, not of the slices sent
   * @param millis time from the request to its answer's head, of all requests
   * @param interactions cells that users have overwritten
   */
  record Metrics(long hits, long rows, long answers, double millis, long interactions) {

    static final Metrics NONE = new Metrics(0, 0, 0, 0, 0);

    Metrics plus(Metrics other) {
      return new Metrics(
          hits + other.hits,
          rows + other.rows,
          answers + other.answers,
          millis + other.millis,
          interactions + other.interactions);
    }

    double averageMillis() {
      return answers == 0 ? 0 : Math.round(millis / answers * 1000) / 1000.0;
    }
  }

  /**
   * What the author is told besides.
   *
   * @param unchanged answers that the client had already
   * @param refused requests that were answered with a mistake of the client's
   * @param failed requests that the server could not answer
   * @param p50 milliseconds within which half of all answers began
   */
  record Detail(long unchanged, long refused, long failed, double p50, double p95, double p99) {

    static final Detail NONE = new Detail(0, 0, 0, 0, 0, 0);
  }

  /** Counts a request once it has been answered. */
  void watch(HttpServerExchange exchange, Site site, Route route) {
    AnalyticsSettings settings = site.project().config().analytics();
    if (!settings.enabled()
        || exchange.getRequestMethod().equals(Methods.HEAD)
        || exchange.getAttachment(VISITED) != null) {
      return;
    }
    Figures figures = routes.computeIfAbsent(route.id(), id -> new Figures());
    exchange.putAttachment(VISITED, figures);
    long started = System.nanoTime();
    exchange.addResponseCommitListener(
        answered -> {
          int status = answered.getStatusCode();
          if (status >= StatusCodes.BAD_REQUEST) {
            (status >= StatusCodes.INTERNAL_SERVER_ERROR ? figures.failed : figures.refused)
                .increment();
            return;
          }
          long spent = System.nanoTime() - started;
          figures.hits.add(settings.weight());
          figures.answers.increment();
          figures.nanos.add(spent);
          figures.latencies.add(spent);
          if (status == StatusCodes.NOT_MODIFIED) {
            figures.unchanged.increment();
          }
        });
  }

  /** Counts the rows of the result that an answer is made of. */
  static void rows(HttpServerExchange exchange, long rows) {
    Figures figures = exchange.getAttachment(VISITED);
    if (figures != null) {
      figures.rows.add(rows);
    }
  }

  /** Counts the rows that an answer's head tells. */
  static void rowsOfHead(HttpServerExchange exchange) {
    String rows = exchange.getResponseHeaders().getFirst(TOTAL_ROWS);
    if (rows != null) {
      rows(exchange, Long.parseLong(rows));
    }
  }

  /**
   * What counts another answer like one that is watched and has ended, given the nanoseconds that
   * it took.
   */
  static LongConsumer again(HttpServerExchange exchange, AnalyticsSettings settings) {
    Figures figures = exchange.getAttachment(VISITED);
    if (figures == null) {
      return nanos -> {};
    }
    String told = exchange.getResponseHeaders().getFirst(TOTAL_ROWS);
    long rows = told == null ? 0 : Long.parseLong(told);
    return nanos -> {
      figures.hits.add(settings.weight());
      figures.answers.increment();
      figures.nanos.add(nanos);
      figures.rows.add(rows);
    };
  }

  /** What has been counted for a route. */
  Metrics of(String id) {
    Figures figures = routes.get(id);
    return figures == null
        ? Metrics.NONE
        : new Metrics(
            figures.hits.sum(),
            figures.rows.sum(),
            figures.answers.sum(),
            figures.nanos.sum() / NANOS_PER_MILLI,
            0);
  }

  /** What else has been counted for a route. */
  Detail detail(String id) {
    Figures figures = routes.get(id);
    return figures == null
        ? Detail.NONE
        : new Detail(
            figures.unchanged.sum(),
            figures.refused.sum(),
            figures.failed.sum(),
            figures.latencies.quantileMillis(0.50),
            figures.latencies.quantileMillis(0.95),
            figures.latencies.quantileMillis(0.99));
  }
}
