package ducksite.http;

import ducksite.api.Cancellation;
import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.route.LongAnswer;
import ducksite.engine.route.RouteException;
import ducksite.engine.route.RouteOutcome;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteResult;
import ducksite.engine.route.RouteTiming;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of routes' answers. What is small and kept is encoded whole, remembered and sent; what
 * is limited is made whole before its first byte, so that its headers are true, unless it becomes
 * long; everything else streams.
 */
final class RouteBodies {

  private static final Logger LOG = LoggerFactory.getLogger(RouteBodies.class);

  /** Rows up to which an answer from kept results is encoded whole. */
  private static final long WHOLE_ROWS = 20_000;

  private static final Runnable NOTHING = () -> {};

  private final Answers answers;
  private final HttpMetrics metrics;
  private final SpoolSettings spools;
  private final ParquetBodies files;

  RouteBodies(Answers answers, HttpMetrics metrics, SpoolSettings spools) {
    this.answers = answers;
    this.metrics = metrics;
    this.spools = spools;
    this.files = new ParquetBodies(metrics, spools);
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
      files.send(exchange, asked, result, client, started);
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
    AtomicReference<RouteTiming> whenEnded = new AtomicReference<>();
    RouteHeaders.keeping(exchange, plan, result.entityTag(asked.representation()));
    RouteHeaders.put(exchange, RouteHeaders.slice(result.slice(), result.totalRows()));
    // The first bytes start the answer; before them an error is still an error answer.
    spool.next(
        () -> {
          client.close();
          RouteTiming ended = whenEnded.get();
          RouteHeaders.timing(exchange, ended == null ? result.timing() : ended);
          if (spool.isComplete()) {
            exchange.setResponseContentLength(spool.total());
          }
          SpoolSender.send(exchange, spool);
        });
    Spool whole = null;
    try {
      RouteOutcome outcome;
      try (client;
          result) {
        Optional<RouteOutcome> streamed = streamed(asked, result, client, spool);
        whole = streamed.isPresent() ? null : spools.open();
        outcome =
            streamed.isPresent() ? streamed.get() : render(asked, result, client, whole, NOTHING);
        whenEnded.set(outcome.timing());
      }
      counted(exchange, outcome, started);
      if (whole == null) {
        spool.close();
      } else {
        RouteHeaders.keeping(exchange, plan, Optional.empty());
        RouteHeaders.timing(exchange, outcome.timing());
        sendWhole(exchange, whole);
      }
    } catch (RouteException | RuntimeException | IOException e) {
      abort(whole == null && !spool.detach(), whole == null ? spool : whole, e);
      metrics.counted("failed", started);
    }
  }

  /** Empty when the files have changed under it and none of its bytes is on its way. */
  private static Optional<RouteOutcome> streamed(
      RouteEndpoint.Asked asked, RouteResult result, ClientPresence client, Spool spool)
      throws IOException, RouteException {
    try {
      return Optional.of(render(asked, result, client, spool, NOTHING));
    } catch (RouteException e) {
      if (e.kind() != RouteException.Kind.CHANGED || !spool.detach()) {
        throw e;
      }
      spool.abandon();
      return Optional.empty();
    }
  }

  private static void sendWhole(HttpServerExchange exchange, Spool spool) throws IOException {
    spool.close();
    exchange.setResponseContentLength(spool.total());
    SpoolSender.send(exchange, spool);
  }

  /**
   * Made whole first; once more when its files have changed meanwhile. What becomes too long to be
   * held, and can tell at its end what its headers do not, begins before.
   */
  private void limited(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      long started)
      throws IOException, RouteException {
    Spool spool = spools.open();
    AtomicBoolean begun = new AtomicBoolean();
    try {
      RouteOutcome outcome;
      boolean lasting;
      try (client;
          result) {
        Spool first = spool;
        Runnable begin =
            () -> {
              begun.set(true);
              begin(exchange, asked, result, client, first);
            };
        outcome =
            render(
                asked,
                result,
                client,
                spool,
                LongAnswer.mayBegin(asked.plan(), result) ? begin : NOTHING);
        lasting = result.stayed();
        if (!lasting && begun.get()) {
          throw new IOException("the data changed while an answer was on its way");
        }
        if (!lasting) {
          spool.abandon();
          spool = spools.open();
          outcome = render(asked, result, client, spool, NOTHING);
        }
      }
      counted(exchange, outcome, started);
      if (begun.get()) {
        spool.close();
        return;
      }
      RouteHeaders.put(exchange, RouteHeaders.slice(outcome));
      RouteHeaders.timing(exchange, outcome.timing());
      Optional<String> tag = lasting ? result.entityTag(asked.representation()) : Optional.empty();
      RouteHeaders.keeping(exchange, asked.plan(), tag);
      sendWhole(exchange, spool);
    } catch (RouteException | RuntimeException | IOException e) {
      abort(begun.get(), spool, e);
      metrics.counted("failed", started);
    }
  }

  /** Begins an answer that is being made, with what is known of it now. */
  private static void begin(
      HttpServerExchange exchange,
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      Spool spool) {
    RoutePlan plan = asked.plan();
    RouteHeaders.keeping(exchange, plan, result.entityTag(asked.representation()));
    RouteHeaders.timing(exchange, result.timing());
    RouteHeaders.put(
        exchange,
        LongAnswer.foreseen(plan, result)
            .map(RouteHeaders::slice)
            .orElseGet(() -> RouteHeaders.unfinished(result.slice())));
    client.close();
    SpoolSender.send(exchange, spool);
  }

  private static RouteOutcome render(
      RouteEndpoint.Asked asked,
      RouteResult result,
      ClientPresence client,
      Spool spool,
      Runnable whenLong)
      throws IOException, RouteException {
    Cancellation gone = () -> spool.isAbandoned() || client.isCancelled();
    try (CodedBody coded = asked.coding().coding().stream(spool)) {
      RouteOutcome outcome = result.render(new LongBody(coded, whenLong), asked.shell(), gone);
      coded.finish();
      return outcome;
    }
  }

  /**
   * Ends a stream that has begun by breaking it; otherwise gives the failure to whoever turns it
   * into an answer.
   */
  private static void abort(boolean begun, Spool spool, Exception failure)
      throws IOException, RouteException {
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

  private void counted(HttpServerExchange exchange, RouteOutcome outcome, long started) {
    RouteAnalytics.rows(exchange, outcome.totalRows().orElse(outcome.rows()));
    counted(metrics, outcome.timing().source(), started);
  }

  /** Only executions of the route's SQL are queries. */
  static void counted(HttpMetrics metrics, String source, long started) {
    if (source.equals("live") || source.equals("miss")) {
      metrics.counted("ok", started);
    }
  }
}
