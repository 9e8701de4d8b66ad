package ducksite.engine.route;

import ducksite.api.Options;
import ducksite.api.render.ResultColumn;
import ducksite.engine.project.InvariantFilter;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteChart;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.Suggestions;
import ducksite.engine.render.ChartSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks what a route says of its pages: a chart that cannot be drawn is an error; a column, a
 * parameter or a file that a page would have to do without is a warning.
 */
final class FaceChecks {

  private static final Map<String, List<String>> COLUMN_KEYS =
      Map.of(
          "html_t", List.of("title_col", "meta_cols"),
          "html_c", List.of("title_col", "image_col", "meta_cols"),
          "feed", List.of("timestamp_col", "title_col", "summary_col"));
  private static final List<String> OPTIONS_COLUMN =
      List.of("options_column", "column", "value_column");

  private final RouteSource source;
  private final List<String> columns;
  private final PluginFaces faces;
  private final Problems problems;

  private FaceChecks(
      RouteSource source, List<ResultColumn> columns, PluginFaces faces, Problems problems) {
    this.source = source;
    this.columns = columns.stream().map(ResultColumn::name).toList();
    this.faces = faces;
    this.problems = problems;
  }

  /**
   * Whether the route can be served.
   *
   * @param columns of the result; empty where only requests tell, so that every name may be one
   */
  static boolean check(
      RouteSource source, List<ResultColumn> columns, PluginFaces faces, Problems problems) {
    FaceChecks checks = new FaceChecks(source, columns, faces, problems);
    checks.formats();
    checks.parameters();
    checks.assets();
    checks.images();
    return checks.charts();
  }

  private boolean charts() {
    boolean drawable = true;
    Set<String> ids = new HashSet<>();
    for (RouteChart chart : source.charts()) {
      if (!ids.add(chart.id())) {
        problems.add(
            chart
                .position()
                .error(
                    "route/duplicate-chart",
                    "two charts are called '" + chart.id() + "'",
                    "give one of them another id"));
        drawable = false;
      }
      drawable &= type(chart) & columns(chart);
    }
    return drawable;
  }

  private boolean type(RouteChart chart) {
    List<String> known = new ArrayList<>(ChartSpec.TYPES);
    known.addAll(faces.chartTypes());
    if (known.contains(ChartSpec.type(chart.type()))) {
      return true;
    }
    String types = "types: " + String.join(", ", known);
    problems.add(
        chart
            .position()
            .error(
                "route/unknown-chart-type",
                chart.type().isBlank()
                    ? "the chart '" + chart.id() + "' says no type"
                    : "the chart '" + chart.id() + "' has the unknown type '" + chart.type() + "'",
                Suggestions.hint(chart.type(), known)
                    .map(hint -> hint + "; " + types)
                    .orElse(types)));
    return false;
  }

  private boolean columns(RouteChart chart) {
    boolean known = true;
    Stream<String> named =
        Stream.concat(
            ChartSpec.texts(chart.options(), "x").stream(),
            ChartSpec.texts(chart.options(), "y").stream());
    for (String column : named.toList()) {
      if (!isColumn(column)) {
        known = false;
        problems.add(
            chart
                .position()
                .error(
                    "route/unknown-column",
                    "the chart '"
                        + chart.id()
                        + "' names '"
                        + column
                        + "', which is no column of the result",
                    hint(column, columns, "columns: ")));
      }
    }
    return known;
  }

  private void formats() {
    for (Map.Entry<String, Options> format : source.postprocess().entrySet()) {
      Options options = format.getValue();
      for (String key : COLUMN_KEYS.getOrDefault(format.getKey(), List.of())) {
        ChartSpec.texts(options, key).stream()
            .filter(column -> !isColumn(column))
            .forEach(column -> unknownColumn(format.getKey(), key, column));
      }
      for (String name : ChartSpec.texts(options, "show_params")) {
        if (!parameterNames().contains(name)) {
          problems.add(
              position(format.getKey(), "show_params")
                  .warning(
                      "route/unknown-parameter",
                      "`show_params` names '" + name + "', which is no parameter",
                      hint(name, parameterNames(), "parameters: ")));
        }
      }
      if (options.asMap().containsKey("cdn_url")) {
        problems.add(
            position(format.getKey(), "cdn_url")
                .warning(
                    "route/script-of-another-host",
                    "`cdn_url` has no effect: pages load scripts from this site alone",
                    "take it out; an own build goes to static/vendor/chartjs/chart.umd.min.js"));
      }
    }
  }

  private void unknownColumn(String format, String key, String column) {
    problems.add(
        position(format, key)
            .warning(
                "route/unknown-column",
                "`" + key + "` names '" + column + "', which is no column of the result",
                hint(column, columns, "columns: ")));
  }

  private void parameters() {
    for (RouteParameter parameter : source.params()) {
      for (String key : OPTIONS_COLUMN) {
        ChartSpec.texts(parameter.extras(), key).stream()
            .filter(column -> !isColumn(column))
            .forEach(
                column ->
                    problems.add(
                        parameter
                            .position()
                            .warning(
                                "route/unknown-column",
                                "`"
                                    + key
                                    + "` names '"
                                    + column
                                    + "', which is no column of the"
                                    + " result",
                                hint(column, columns, "columns: "))));
      }
    }
  }

  private void assets() {
    Options ui = source.metadata().table("ui");
    List<String> both = new ArrayList<>(FaceAssets.STYLES);
    FaceAssets.SCRIPTS.stream().filter(name -> !both.contains(name)).forEach(both::add);
    assets(ui, "styles", FaceAssets.STYLES);
    assets(ui, "scripts", FaceAssets.SCRIPTS);
    assets(ui, "widgets", both);
  }

  private void images() {
    String getter = PluginFaces.getter(source);
    if (!getter.equals(PluginFaces.STATIC) && !faces.getters().contains(getter)) {
      List<String> known = new ArrayList<>(faces.getters());
      known.add(PluginFaces.STATIC);
      problems.add(
          source
              .position("assets.image_getter")
              .warning(
                  "route/unknown-image-getter",
                  "there is no image getter '" + getter + "'; images come from static/",
                  hint(getter, known, "image getters: ")));
    }
  }

  private void assets(Options ui, String key, List<String> known) {
    for (String name : FaceAssets.written(ui, key)) {
      if (!known.contains(name) && !FaceAssets.isOwn(name)) {
        problems.add(
            source
                .position("ui." + key)
                .warning(
                    "route/unknown-asset",
                    "`" + key + "` of [ui] names '" + name + "', which does not exist",
                    hint(name, known, "an own file is written /static/name; others: ")));
      }
    }
  }

  private List<String> parameterNames() {
    Stream<String> filters =
        source.cache() == null
            ? Stream.empty()
            : source.cache().invariantFilters().stream().map(InvariantFilter::parameter);
    return Stream.concat(source.params().stream().map(RouteParameter::name), filters)
        .distinct()
        .toList();
  }

  private boolean isColumn(String name) {
    return columns.isEmpty() || columns.stream().anyMatch(name::equalsIgnoreCase);
  }

  private Position position(String format, String key) {
    Position section = source.positions().get(format + "." + key);
    return section != null ? section : source.position("postprocess." + format + "." + key);
  }

  private static String hint(String name, List<String> known, String before) {
    return Suggestions.hint(name, known).orElse(before + String.join(", ", known));
  }
}
