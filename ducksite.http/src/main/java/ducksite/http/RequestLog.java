package ducksite.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each answered request and counts it. Paths and users are logged escaped,
 * paths without their query.
 */
final class RequestLog implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger("ducksite.access");
  private static final AttachmentKey<String> ENDPOINT = AttachmentKey.create(String.class);
  private static final int LONGEST_TEXT = 300;

  private final HttpMetrics metrics;
  private final HttpHandler next;

  RequestLog(HttpMetrics metrics, HttpHandler next) {
    this.metrics = metrics;
    this.next = next;
  }

  /** Tells under which name the request is counted. */
  static void endpoint(HttpServerExchange exchange, String name) {
    exchange.putAttachment(ENDPOINT, name);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    long started = System.nanoTime();
    String path = exchange.getRequestPath();
    metrics.active.inc();
    exchange.addExchangeCompleteListener(
        (done, proceed) -> {
          metrics.active.dec();
          finished(done, path, System.nanoTime() - started);
          proceed.proceed();
        });
    next.handleRequest(exchange);
  }

  private void finished(HttpServerExchange exchange, String path, long nanos) {
    String attached = exchange.getAttachment(ENDPOINT);
    String endpoint = attached == null ? "other" : attached;
    int status = exchange.getStatusCode();
    long bytes = Math.max(0, exchange.getResponseBytesSent());
    metrics.requests.labelValues(endpoint, Integer.toString(status)).inc();
    metrics.duration.labelValues(endpoint).observe(nanos / 1e9);
    metrics.sentBytes.inc(bytes);
    if (status == 304) {
      metrics.notModified.inc();
    }
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} {} {} bytes {} ms {} {} {}",
          exchange.getRequestMethod(),
          escaped(path),
          status,
          bytes,
          nanos / 1_000_000,
          exchange.getSourceAddress().getAddress().getHostAddress(),
          Caller.of(exchange).optionalUser().map(user -> escaped(user.id())).orElse("-"),
          RequestId.of(exchange));
    }
  }

  /** A text that cannot break a field, a log line or a terminal. */
  private static String escaped(String said) {
    StringBuilder text = new StringBuilder();
    said.chars()
        .limit(LONGEST_TEXT)
        .forEach(
            c ->
                text.append(
                    c <= 0x20 || c >= 0x7f
                        ? String.format("\\u%04x", c)
                        : String.valueOf((char) c)));
    return text.toString();
  }
}
