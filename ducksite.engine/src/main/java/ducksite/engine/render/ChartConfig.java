package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.engine.render.ChartRows.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The configuration that Chart.js draws a chart from. */
final class ChartConfig {

  private static final Set<String> SLICED = Set.of("pie", "doughnut", "polarArea");
  private static final Set<String> STROKED = Set.of("line", "radar");
  private static final Set<String> PLACED = Set.of("scatter", "bubble");

  private static final int BUBBLE = 6;

  private final Series chart;
  private final ChartSpec spec;
  private final Options options;

  private ChartConfig(Series chart) {
    this.chart = chart;
    this.spec = chart.spec();
    this.options = spec.options();
  }

  static Map<String, Object> of(Series chart) {
    return new ChartConfig(chart).config();
  }

  private Map<String, Object> config() {
    List<Map<String, Object>> datasets = new ArrayList<>();
    for (int index = 0; index < chart.names().size(); index++) {
      if (chart.values().get(index).stream().anyMatch(Objects::nonNull)) {
        datasets.add(dataset(index));
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    if (!PLACED.contains(spec.type())) {
      data.put("labels", chart.labels());
    }
    data.put("datasets", datasets);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("type", spec.type());
    config.put("data", data);
    config.put("options", merged(standard(), table(options.asMap().get("options"))));
    return config;
  }

  private Map<String, Object> standard() {
    Map<String, Object> plugins = new LinkedHashMap<>();
    plugins.put("legend", Map.of("display", true));
    if (options.asMap().containsKey("title")) {
      plugins.put("title", Map.of("display", true, "text", spec.title()));
    }
    Map<String, Object> standard = new LinkedHashMap<>();
    standard.put("responsive", true);
    standard.put("maintainAspectRatio", false);
    standard.put("plugins", plugins);
    return standard;
  }

  private Map<String, Object> dataset(int index) {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("label", spec.labels(chart.names()).get(index));
    dataset.put("data", points(index));
    List<String> colors = ChartSpec.texts(options, "colors");
    if (SLICED.contains(spec.type())) {
      List<String> slices =
          IntStream.range(0, chart.labels().size()).mapToObj(at -> color(colors, at)).toList();
      dataset.put("backgroundColor", slices);
    } else {
      String color = color(colors, index);
      dataset.put("borderColor", color);
      dataset.put("backgroundColor", ChartPalette.area(color));
    }
    if (STROKED.contains(spec.type())) {
      dataset.put("fill", false);
      dataset.put("tension", 0.25);
    }
    return merged(dataset, further(index));
  }

  /** {@code dataset_options}: one table for all, or one for each. */
  private Map<String, Object> further(int index) {
    return switch (options.asMap().get("dataset_options")) {
      case Map<?, ?> all -> table(all);
      case List<?> each when index < each.size() && each.get(index) instanceof Map<?, ?> one ->
          table(one);
      case null, default -> Map.of();
    };
  }

  private List<@Nullable Object> points(int index) {
    List<@Nullable Double> values = chart.values().get(index);
    List<@Nullable Object> points = new ArrayList<>(values.size());
    for (int at = 0; at < values.size(); at++) {
      points.add(PLACED.contains(spec.type()) ? place(at, values.get(at)) : plain(values.get(at)));
    }
    return points;
  }

  private @Nullable Object place(int at, @Nullable Double y) {
    if (y == null) {
      return null;
    }
    Map<String, Object> place = new LinkedHashMap<>(Map.of("x", chart.place(at), "y", y));
    if (spec.type().equals("bubble")) {
      place.put("r", BUBBLE);
    }
    return place;
  }

  /** Whole numbers without a point. */
  private static @Nullable Object plain(@Nullable Double value) {
    return value != null && value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Object) value.longValue()
        : value;
  }

  private static String color(List<String> colors, int index) {
    return colors.isEmpty() ? ChartPalette.color(index) : colors.get(index % colors.size());
  }

  /** A table of the declaration; an empty one for what is none. */
  private static Map<String, Object> table(@Nullable Object written) {
    Map<String, Object> table = new LinkedHashMap<>();
    if (written instanceof Map<?, ?> map) {
      map.forEach((key, value) -> table.put(key.toString(), value));
    }
    return table;
  }

  /** Tables are merged key by key, everything else is replaced. */
  private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> over) {
    Map<String, Object> merged = new LinkedHashMap<>(base);
    over.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (old, added) ->
                    old instanceof Map<?, ?> inside && added instanceof Map<?, ?> more
                        ? merged(table(inside), table(more))
                        : added));
    return merged;
  }
}
