package ducksite.http;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.net.InetAddress;

/**
 * Writes one line for each answered request and counts it. Paths and users are logged escaped,
 * paths without their query.
 */
final class RequestLog implements HttpHandler {

  private static final AttachmentKey<String> ENDPOINT = AttachmentKey.create(String.class);
  private static final int LONGEST_TEXT = 300;
  private static final int NOT_MODIFIED = 304;

  private final HttpMetrics metrics;
  private final AccessLog log;
  private final HttpHandler next;

  RequestLog(HttpMetrics metrics, AccessLog log, HttpHandler next) {
    this.metrics = metrics;
    this.log = log;
    this.next = next;
  }

  /** Tells under which name the request is counted. */
  static void endpoint(HttpServerExchange exchange, String name) {
    exchange.putAttachment(ENDPOINT, name);
  }

  /** The name under which the request is counted. */
  static String endpoint(HttpServerExchange exchange) {
    String attached = exchange.getAttachment(ENDPOINT);
    return attached == null ? "other" : attached;
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
          RepeatConduit.completed(done);
          proceed.proceed();
        });
    next.handleRequest(exchange);
  }

  private void finished(HttpServerExchange exchange, String path, long nanos) {
    int status = exchange.getStatusCode();
    long bytes = Math.max(0, exchange.getResponseBytesSent());
    new Counted(metrics, endpoint(exchange), status).add(nanos, bytes);
    if (log.isOn()) {
      log.line(
          before(exchange.getRequestMethod().toString(), path, status, bytes)
              + nanos / 1_000_000
              + after(
                  exchange.getSourceAddress().getAddress(),
                  Caller.of(exchange).optionalUser().map(user -> escaped(user.id())).orElse("-"))
              + RequestId.of(exchange));
    }
  }

  /** What stands in a line before the milliseconds. */
  static String before(String method, String path, int status, long bytes) {
    return escaped(method) + " " + escaped(path) + " " + status + " " + bytes + " bytes ";
  }

  /** What stands in a line behind the milliseconds, before the request's id. */
  static String after(InetAddress address, String user) {
    return " ms " + address.getHostAddress() + " " + user + " ";
  }

  /** Where the answers of an endpoint with a status are counted. */
  static final class Counted {

    private final CounterDataPoint requests;
    private final DistributionDataPoint duration;
    private final HttpMetrics metrics;
    private final boolean notModified;

    Counted(HttpMetrics metrics, String endpoint, int status) {
      this.requests = metrics.requests.labelValues(endpoint, Integer.toString(status));
      this.duration = metrics.duration.labelValues(endpoint);
      this.metrics = metrics;
      this.notModified = status == NOT_MODIFIED;
    }

    /** Counts an answer. */
    void add(long nanos, long bytes) {
      requests.inc();
      duration.observe(nanos / 1e9);
      metrics.sentBytes.inc(bytes);
      if (notModified) {
        metrics.notModified.inc();
      }
    }
  }

  /** A text that cannot break a field, a log line or a terminal. */
  private static String escaped(String said) {
    StringBuilder text = new StringBuilder();
    said.chars()
        .limit(LONGEST_TEXT)
        .forEach(
            c -> {
              if (c <= 0x20 || c >= 0x7f) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }
}
