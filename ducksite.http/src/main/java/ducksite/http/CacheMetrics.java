package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.engine.cache.CacheCounters;
import ducksite.engine.cache.EncodedResponses;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** The figures of kept results: hits by tier, misses, what was made and what was removed. */
final class CacheMetrics {

  private final CurrentSite current;
  private final PrometheusRegistry registry;

  private CacheMetrics(CurrentSite current, PrometheusRegistry registry) {
    this.current = current;
    this.registry = registry;
  }

  static void register(CurrentSite current, PrometheusRegistry registry) {
    new CacheMetrics(current, registry).register();
  }

  private void register() {
    CounterWithCallback.builder()
        .name("ducksite_cache_hits_total")
        .help("Answers from kept results: from memory, from a fresh entry, from an expired one.")
        .labelNames("tier")
        .callback(
            callback -> {
              callback.call(memory(EncodedResponses::hits), "memory");
              callback.call(disk(CacheCounters::diskHits), "disk");
              callback.call(disk(CacheCounters::staleHits), "stale");
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("ducksite_cache_misses_total")
        .help("Requests whose result was not kept: those that caused a query, those that waited.")
        .labelNames("part")
        .callback(
            callback -> {
              callback.call(disk(CacheCounters::misses), "caused");
              callback.call(disk(CacheCounters::shared), "waited");
            })
        .register(registry);
    counter(
        "ducksite_cache_populations_total",
        "Queries begun to make entries.",
        CacheCounters::populations);
    counter(
        "ducksite_cache_evictions_total",
        "Entries removed for the cache's size or their age.",
        CacheCounters::evictions);
    counter(
        "ducksite_cache_damaged_total",
        "Entries removed because their file was not whole.",
        CacheCounters::damaged);
    counter(
        "ducksite_cache_failed_refreshes_total",
        "Refreshes that failed, so that the expired entry stayed.",
        CacheCounters::failedRefreshes);
    gauge("ducksite_cache_bytes", "Bytes of the disk.", site -> site.results().diskBytes());
    gauge("ducksite_cache_entries", "Entries on the disk.", site -> site.results().entries());
  }

  private void counter(String name, String help, ToDoubleFunction<CacheCounters> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(disk(value)))
        .register(registry);
  }

  private void gauge(String name, String help, ToDoubleFunction<ducksite.engine.Site> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(ofSite(value)))
        .register(registry);
  }

  private double memory(ToDoubleFunction<EncodedResponses> value) {
    return ofSite(site -> value.applyAsDouble(site.responses()));
  }

  private double disk(ToDoubleFunction<CacheCounters> value) {
    return ofSite(site -> value.applyAsDouble(site.results().counters()));
  }

  private double ofSite(ToDoubleFunction<ducksite.engine.Site> value) {
    try (CurrentSite.Lease lease = current.lease().orElse(null)) {
      return lease == null ? 0 : value.applyAsDouble(lease.site());
    }
  }
}
