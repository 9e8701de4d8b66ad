package ducksite.http;

import ducksite.api.Cancellation;
import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteResult;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of routes' answers. What is small and kept is encoded whole, remembered and sent; what
 * is limited is made whole before its first byte, so that its headers are true; everything else
 * streams.
 */
final class RouteBodies {

  private static final Logger LOG = LoggerFactory.getLogger(RouteBodies.class);

  /** Rows up to which an answer from kept results is encoded whole. */
  private static final long WHOLE_ROWS = 20_000;

  private final Answers answers;
  private final HttpMetrics metrics;
  private final SpoolSettings spools;

  RouteBodies(Answers answers, HttpMetrics metrics, SpoolSettings spools) {
    this.answers = answers;
    this.metrics = metrics;
    this.spools = spools;
  }

  /** Sends a result, which it closes. */
  void send(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client)
      throws IOException, RouteException {
    RoutePlan plan = asked.plan();
    long started = System.nanoTime();
    if (plan.isParquet()) {
      parquet(exchange, asked, result, client, started);
    } else if (!result.sources().isEmpty() && rows(result) <= WHOLE_ROWS) {
      whole(exchange, asked, result, client, started);
    } else {
      stream(exchange, asked, result, client, started);
    }
  }

  private static long rows(RouteResult result) {
    Long limit = result.slice().limit();
    return limit == null ? result.totalRows().orElse(Long.MAX_VALUE) : limit;
  }

  private void whole(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      long started)
      throws RouteException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Optional<String> tag = result.entityTag(asked.representation());
    Map<String, String> headers;
    try (client;
        result) {
      RouteOutcome outcome = result.render(plain, asked.shell(), client);
      counted(exchange, outcome, started);
      headers = RouteHeaders.slice(outcome);
      RouteHeaders.timing(exchange, outcome.timing());
    }
    byte[] body = plain.toByteArray();
    if (asked.coding().isWorth(body.length)) {
      body = asked.coding().coding().encode(body);
      headers.put("Content-Encoding", asked.coding().token());
    }
    if (tag.isPresent()) {
      asked.plan().keep(tag.get(), new EncodedResponse(body, headers, result.sources()));
    }
    RouteHeaders.keeping(exchange, asked.plan(), tag);
    RouteHeaders.put(exchange, headers);
    answers.bytes(exchange, asked.plan().mediaType(), body);
  }

  private void stream(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      long started)
      throws IOException, RouteException {
    RoutePlan plan = asked.plan();
    asked.coding().announce(exchange);
    if (plan.isLimited()) {
      limited(exchange, asked, result, client, started);
      return;
    }
    Spool spool = spools.open();
    RouteHeaders.keeping(exchange, plan, result.entityTag(asked.representation()));
    RouteHeaders.timing(exchange, result.timing());
    RouteHeaders.put(exchange, RouteHeaders.slice(result.slice(), result.totalRows()));
    // The first bytes start the answer; before them an error is still an error answer.
    spool.next(
        () -> {
          client.close();
          if (spool.isComplete()) {
            exchange.setResponseContentLength(spool.total());
          }
          SpoolSender.send(exchange, spool);
        });
    try {
      RouteOutcome outcome;
      try (client;
          result) {
        outcome = render(asked, result, client, spool);
      }
      counted(exchange, outcome, started);
      spool.close();
    } catch (RouteException | RuntimeException | IOException e) {
      abort(false, spool, e);
      metrics.counted("failed", started);
    }
  }

  /** Made whole first; once more when its files have changed meanwhile. */
  private void limited(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      long started)
      throws IOException, RouteException {
    Spool spool = spools.open();
    try {
      RouteOutcome outcome;
      boolean lasting;
      try (client;
          result) {
        outcome = render(asked, result, client, spool);
        lasting = !isLive(result, outcome) || asked.plan().inputsAreUnchanged();
        if (!lasting) {
          spool.abandon();
          spool = spools.open();
          outcome = render(asked, result, client, spool);
        }
      }
      counted(exchange, outcome, started);
      RouteHeaders.put(exchange, RouteHeaders.slice(outcome));
      RouteHeaders.timing(exchange, outcome.timing());
      Optional<String> tag = lasting ? result.entityTag(asked.representation()) : Optional.empty();
      RouteHeaders.keeping(exchange, asked.plan(), tag);
      spool.close();
      exchange.setResponseContentLength(spool.total());
      SpoolSender.send(exchange, spool);
    } catch (RouteException | RuntimeException | IOException e) {
      abort(true, spool, e);
      metrics.counted("failed", started);
    }
  }

  private static RouteOutcome render(
      RouteEndpoint.Asked asked, RouteResult result, ClientPresence client, Spool spool)
      throws IOException, RouteException {
    Cancellation gone = () -> spool.isAbandoned() || client.isCancelled();
    try (CodedBody coded = asked.coding().coding().stream(spool)) {
      RouteOutcome outcome = result.render(coded, asked.shell(), gone);
      coded.finish();
      return outcome;
    }
  }

  private static boolean isLive(RouteResult result, RouteOutcome outcome) {
    return result.sources().isEmpty() && outcome.timing().source().equals("live");
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

  private void parquet(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      long started)
      throws IOException, RouteException {
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          result.close();
          next.proceed();
        });
    RouteHeaders.keeping(exchange, asked.plan(), result.entityTag(asked.representation()));
    RouteHeaders.put(exchange, RouteHeaders.slice(result.slice(), result.totalRows()));
    RouteHeaders.timing(exchange, result.timing());
    Optional<Path> kept = result.parquetFile();
    result.totalRows().ifPresent(rows -> RouteAnalytics.rows(exchange, rows));
    if (kept.isPresent()) {
      client.close();
      counted(result.timing().source(), started);
      FileAnswer.sendWhole(exchange, kept.get());
      return;
    }
    Path file = spools.temporaryFile(".parquet");
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          delete(file);
          next.proceed();
        });
    try (client) {
      long rows = result.writeParquet(file, client);
      metrics.queryRows.inc(rows);
      if (result.totalRows().isEmpty()) {
        RouteAnalytics.rows(exchange, rows);
      }
      counted(result.timing().source(), started);
    }
    FileAnswer.sendWhole(exchange, file);
  }

  private void counted(HttpServerExchange exchange, RouteOutcome outcome, long started) {
    RouteAnalytics.rows(exchange, outcome.totalRows().orElse(outcome.rows()));
    counted(outcome.timing().source(), started);
  }

  /** Only executions of the route's SQL are queries. */
  private void counted(String source, long started) {
    if (source.equals("live") || source.equals("miss")) {
      metrics.counted("ok", started);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the temporary file {} cannot be removed", file, e);
    }
  }
}
