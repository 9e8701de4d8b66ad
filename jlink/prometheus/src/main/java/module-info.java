/**
 * The Prometheus client library: metrics, registry and the text exposition formats, as one module.
 */
module ducksite.prometheus {
  exports io.prometheus.metrics.core.datapoints;
  exports io.prometheus.metrics.core.metrics;
  exports io.prometheus.metrics.config;
  exports io.prometheus.metrics.expositionformats;
  exports io.prometheus.metrics.model.registry;
  exports io.prometheus.metrics.model.snapshots;
}
