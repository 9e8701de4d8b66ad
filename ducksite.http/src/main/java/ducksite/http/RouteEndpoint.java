package ducksite.http;

import ducksite.api.Cancellation;
import ducksite.engine.Site;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteRequest;
import ducksite.engine.route.RouteTable;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route's answer: planned, compared with what the client has, executed, streamed. Runs on a
 * thread that may block.
 */
final class RouteEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(RouteEndpoint.class);
  private static final HttpString TRUNCATED = new HttpString("X-Truncated");
  private static final HttpString TOTAL_ROWS = new HttpString("X-Total-Rows");
  private static final HttpString OFFSET = new HttpString("X-Offset");
  private static final HttpString LIMIT = new HttpString("X-Limit");
  private static final HttpString WARNING = new HttpString("Ducksite-Warning");
  private static final HttpString SERVER_TIMING = new HttpString("Server-Timing");

  private final Answers answers;
  private final RouteProblems problems;
  private final HtmlOptions htmlOptions;
  private final HttpMetrics metrics;
  private final SpoolSettings spools;

  RouteEndpoint(
      Answers answers, HtmlOptions htmlOptions, HttpMetrics metrics, SpoolSettings spools) {
    this.answers = answers;
    this.problems = new RouteProblems(answers);
    this.htmlOptions = htmlOptions;
    this.metrics = metrics;
    this.spools = spools;
  }

  void answer(HttpServerExchange exchange, Site site, RouteTable.Match match) throws IOException {
    RequestLog.endpoint(exchange, "route");
    RouteRequest request =
        new RouteRequest(
            queryOf(exchange),
            match.values(),
            match.suffix(),
            exchange.getRequestHeaders().getFirst(Headers.ACCEPT),
            null);
    try {
      RoutePlan plan = site.routeExecutor().plan(match.route(), request);
      head(exchange, plan);
      attachment(exchange, plan, match);
      boolean same =
          plan.entityTag()
              .map(
                  tag ->
                      EntityTags.matches(
                          exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), tag))
              .orElse(false);
      if (same) {
        answers.notModified(exchange);
      } else if (exchange.getRequestMethod().equals(Methods.HEAD)) {
        // No query runs, so the length is not known; without this it would be said to be 0.
        exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
        exchange.endExchange();
      } else if (plan.isParquet()) {
        parquet(exchange, plan);
      } else {
        stream(exchange, site, plan, match);
      }
    } catch (RouteException e) {
      problems.send(exchange, match.route(), e);
    }
  }

  /** The parameters of the query string, each with its values in order. */
  static Map<String, List<String>> queryOf(HttpServerExchange exchange) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    exchange.getQueryParameters().forEach((name, values) -> query.put(name, List.copyOf(values)));
    return query;
  }

  private void head(HttpServerExchange exchange, RoutePlan plan) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CONTENT_TYPE, plan.mediaType());
    headers.put(Headers.VARY, "Accept");
    headers.put(Headers.CACHE_CONTROL, plan.entityTag().isPresent() ? "no-cache" : "no-store");
    plan.entityTag().ifPresent(tag -> headers.put(Headers.ETAG, tag));
    plan.warnings().forEach(warning -> headers.add(WARNING, warning));
  }

  private void stream(
      HttpServerExchange exchange, Site site, RoutePlan plan, RouteTable.Match match)
      throws IOException, RouteException {
    Spool spool = spools.open();
    ClientPresence client = new ClientPresence(exchange);
    Cancellation gone = () -> spool.isAbandoned() || client.isCancelled();
    if (!plan.isLimited()) {
      // The first bytes start the answer; before them an error is still an error answer.
      spool.next(
          () -> {
            client.close();
            SpoolSender.send(exchange, spool);
          });
    }
    long started = System.nanoTime();
    try {
      RouteOutcome outcome;
      try (client) {
        outcome = plan.run(spool, htmlOptions.of(exchange, site, match.route()), gone);
      }
      counted("ok", started);
      if (plan.isLimited()) {
        finish(exchange, plan, outcome, started);
        spool.close();
        exchange.setResponseContentLength(spool.total());
        SpoolSender.send(exchange, spool);
      } else {
        spool.close();
      }
    } catch (RouteException | RuntimeException | IOException e) {
      counted("failed", started);
      abort(plan.isLimited(), spool, e);
    }
  }

  /**
   * Ends a stream that has begun by breaking it; otherwise gives the failure to whoever turns it
   * into an answer.
   */
  private static void abort(boolean limited, Spool spool, Exception failure)
      throws IOException, RouteException {
    boolean begun = !limited && !spool.detach();
    if (begun || spool.isAbandoned()) {
      LOG.debug("an answer ends early", failure);
      spool.fail(failure);
      return;
    }
    spool.abandon();
    switch (failure) {
      case RouteException e -> throw e;
      case UncheckedIOException e -> throw e;
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static void finish(
      HttpServerExchange exchange, RoutePlan plan, RouteOutcome outcome, long started) {
    HeaderMap headers = exchange.getResponseHeaders();
    if (outcome.truncated()) {
      headers.put(TRUNCATED, "true");
    }
    OptionalLong total = outcome.totalRows();
    if (total.isPresent()) {
      headers.put(TOTAL_ROWS, total.getAsLong());
      headers.put(OFFSET, outcome.slice().offset());
      headers.put(
          LIMIT, outcome.slice().limit() == null ? total.getAsLong() : outcome.slice().limit());
    }
    headers.put(SERVER_TIMING, "query;dur=" + (System.nanoTime() - started) / 1_000_000);
    if (!plan.inputsAreUnchanged()) {
      headers.remove(Headers.ETAG);
      headers.put(Headers.CACHE_CONTROL, "no-store");
    }
  }

  private void parquet(HttpServerExchange exchange, RoutePlan plan)
      throws IOException, RouteException {
    Path file = spools.temporaryFile(".parquet");
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          delete(file);
          next.proceed();
        });
    long started = System.nanoTime();
    try (ClientPresence client = new ClientPresence(exchange)) {
      metrics.queryRows.inc(plan.writeParquet(file, client));
      counted("ok", started);
    } catch (RouteException e) {
      counted("failed", started);
      throw e;
    }
    FileAnswer.sendWhole(exchange, file);
  }

  private void counted(String outcome, long started) {
    metrics.queries.labelValues(outcome).inc();
    metrics.queryDuration.observe((System.nanoTime() - started) / 1e9);
  }

  private static void attachment(
      HttpServerExchange exchange, RoutePlan plan, RouteTable.Match match) {
    if (!plan.isLimited()) {
      exchange
          .getResponseHeaders()
          .put(
              Headers.CONTENT_DISPOSITION,
              "attachment; filename=\""
                  + match.route().id()
                  + "."
                  + extension(plan.format())
                  + "\"");
    }
  }

  private static String extension(String format) {
    return format.startsWith("csv") ? "csv" : format;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the temporary file {} cannot be removed", file, e);
    }
  }
}
