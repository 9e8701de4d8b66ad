package ducksite.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/** The figures of one server: what {@code /metrics} tells. Safe for use by several threads. */
final class HttpMetrics {

  private static final double[] SECONDS = {
    0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  final PrometheusRegistry registry = new PrometheusRegistry();

  final Counter requests =
      Counter.builder()
          .name("ducksite_http_requests_total")
          .help("Requests answered, by kind of address and status.")
          .labelNames("endpoint", "status")
          .register(registry);
  final Histogram duration =
      Histogram.builder()
          .name("ducksite_http_request_duration_seconds")
          .help("Time from the request's head to the answer's end.")
          .unit(Unit.SECONDS)
          .labelNames("endpoint")
          .classicUpperBounds(SECONDS)
          .classicOnly()
          .register(registry);
  final Gauge active =
      Gauge.builder()
          .name("ducksite_http_requests_active")
          .help("Requests being answered now.")
          .register(registry);
  final Counter sentBytes =
      Counter.builder()
          .name("ducksite_http_response_bytes_total")
          .help("Bytes of answers' bodies.")
          .register(registry);
  final Counter notModified =
      Counter.builder()
          .name("ducksite_http_not_modified_total")
          .help("Answers 304, which cost no query.")
          .register(registry);
  final Counter repeats =
      Counter.builder()
          .name("ducksite_http_repeats_total")
          .help("Answers given again to the very bytes that were asked before.")
          .register(registry);
  final Counter authentications =
      Counter.builder()
          .name("ducksite_authentications_total")
          .help("Requests to sites with authentication, by what the adapter decided.")
          .labelNames("outcome")
          .register(registry);
  final Counter queries =
      Counter.builder()
          .name("ducksite_queries_total")
          .help("Queries executed by DuckDB for requests, by outcome.")
          .labelNames("outcome")
          .register(registry);
  final Counter queryRows =
      Counter.builder()
          .name("ducksite_query_rows_total")
          .help("Rows of these queries' results.")
          .register(registry);
  final Histogram queryDuration =
      Histogram.builder()
          .name("ducksite_query_duration_seconds")
          .help("Time from asking DuckDB to the result's last row.")
          .unit(Unit.SECONDS)
          .classicUpperBounds(SECONDS)
          .classicOnly()
          .register(registry);
  final Counter sitesLoaded =
      Counter.builder()
          .name("ducksite_sites_loaded_total")
          .help("Sites taken into service since the start.")
          .register(registry);

  HttpMetrics() {
    Runtime runtime = Runtime.getRuntime();
    gauge(
        "ducksite_heap_used_bytes",
        "Heap in use.",
        () -> runtime.totalMemory() - runtime.freeMemory());
    gauge("ducksite_heap_limit_bytes", "The most heap that may be used.", runtime::maxMemory);
    var threads = ManagementFactory.getThreadMXBean();
    gauge("ducksite_threads", "Platform threads alive.", threads::getThreadCount);
    long started = System.nanoTime();
    gauge(
        "ducksite_uptime_seconds",
        "Time since the start.",
        () -> (System.nanoTime() - started) / 1e9);
  }

  /** Counts a query of a request that has ended. */
  void counted(String outcome, long startedNanos) {
    queries.labelValues(outcome).inc();
    queryDuration.observe((System.nanoTime() - startedNanos) / 1e9);
  }

  /** Registers a figure that is asked for when it is scraped. */
  void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }
}
