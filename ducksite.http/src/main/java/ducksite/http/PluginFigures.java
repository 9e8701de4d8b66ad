package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.plugin.PluginCounters;
import ducksite.engine.plugin.PluginReport;
import ducksite.engine.plugin.PluginState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The figures of the served site's plugins, one of each kind for each plugin: what is no longer
 * served has none.
 */
final class PluginFigures implements MultiCollector {

  private static final double NANOS = 1e9;

  private final Supplier<Map<PluginReport, PluginCounters>> plugins;

  /**
   * @param plugins the plugins that run, whenever they are asked for
   */
  PluginFigures(Supplier<Map<PluginReport, PluginCounters>> plugins) {
    this.plugins = plugins;
  }

  /** The plugins of a site that run, in the order of their ids. */
  static Map<PluginReport, PluginCounters> of(Site site) {
    Map<String, PluginCounters> counters = site.plugins().counters();
    Map<PluginReport, PluginCounters> figures =
        new TreeMap<>(Comparator.comparing(PluginReport::id));
    for (PluginReport report : site.plugins().plugins()) {
      if (counters.containsKey(report.id())) {
        figures.putIfAbsent(report, counters.get(report.id()));
      }
    }
    return figures;
  }

  @Override
  public MetricSnapshots collect() {
    Map<PluginReport, PluginCounters> all = plugins.get();
    if (all.isEmpty()) {
      return new MetricSnapshots();
    }
    List<MetricSnapshot> snapshots = new ArrayList<>();
    snapshots.add(
        counter("ducksite_plugin_calls_total", "Calls accepted.", all, PluginCounters::calls));
    snapshots.add(
        counter(
            "ducksite_plugin_failures_total",
            "Calls that ended with an exception.",
            all,
            PluginCounters::failures));
    snapshots.add(
        counter(
            "ducksite_plugin_timeouts_total",
            "Calls that overran their deadline.",
            all,
            PluginCounters::timeouts));
    snapshots.add(
        counter(
            "ducksite_plugin_abandoned_total",
            "Calls that ran when they were given up.",
            all,
            PluginCounters::abandoned));
    snapshots.add(
        counter(
            "ducksite_plugin_rejected_total",
            "Calls refused for want of a thread or of room.",
            all,
            PluginCounters::rejected));
    snapshots.add(
        gauge(
            "ducksite_plugin_queued",
            "Calls that wait for a thread.",
            all,
            PluginCounters::queued));
    snapshots.add(gauge("ducksite_plugin_active", "Calls that run.", all, PluginCounters::active));
    snapshots.add(
        gauge(
            "ducksite_plugin_stuck_threads",
            "Threads held by calls that were given up.",
            all,
            PluginCounters::stuckThreads));
    snapshots.add(durations(all));
    snapshots.add(states(all));
    return new MetricSnapshots(snapshots);
  }

  private static CounterSnapshot counter(
      String name,
      String help,
      Map<PluginReport, PluginCounters> all,
      ToLongFunction<PluginCounters> value) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder().name(PrometheusNaming.sanitizeMetricName(name)).help(help);
    all.forEach(
        (report, counters) ->
            builder.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("plugin", report.id()))
                    .value(value.applyAsLong(counters))
                    .build()));
    return builder.build();
  }

  private static GaugeSnapshot gauge(
      String name,
      String help,
      Map<PluginReport, PluginCounters> all,
      ToLongFunction<PluginCounters> value) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
    all.forEach(
        (report, counters) ->
            builder.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("plugin", report.id()))
                    .value(value.applyAsLong(counters))
                    .build()));
    return builder.build();
  }

  private static HistogramSnapshot durations(Map<PluginReport, PluginCounters> all) {
    List<Double> bounds = new ArrayList<>(PluginCounters.SECONDS);
    bounds.add(Double.POSITIVE_INFINITY);
    HistogramSnapshot.Builder builder =
        HistogramSnapshot.builder()
            .name("ducksite_plugin_call_duration_seconds")
            .help("Time from a call's start on its thread to its end.");
    all.forEach(
        (report, counters) ->
            builder.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("plugin", report.id()))
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(bounds, List.copyOf(counters.durations())))
                    .sum(counters.nanos() / NANOS)
                    .build()));
    return builder.build();
  }

  private static GaugeSnapshot states(Map<PluginReport, PluginCounters> all) {
    GaugeSnapshot.Builder builder =
        GaugeSnapshot.builder()
            .name("ducksite_plugin_stuck")
            .help("1 when every thread of the plugin is held by calls that were given up.");
    all.keySet()
        .forEach(
            report ->
                builder.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("plugin", report.id()))
                        .value(report.state() == PluginState.STUCK ? 1 : 0)
                        .build()));
    return builder.build();
  }
}
