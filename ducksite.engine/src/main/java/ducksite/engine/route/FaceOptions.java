package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.engine.project.RouteChart;
import ducksite.engine.project.RouteSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The options that a renderer gets: the route's own for the format, what the host knows of the
 * request, and for pages the form, the links and the files of the browser half.
 */
final class FaceOptions {

  private static final String ASSETS = "/assets/wd/";

  private final Route route;
  private final String format;
  private final Options shell;

  private FaceOptions(Route route, String format, Options shell) {
    this.route = route;
    this.format = format;
    this.shell = shell;
  }

  /**
   * @param shell what the surrounding page needs
   */
  static Options of(RoutePlan plan, Options shell, Cancellation cancellation) {
    FaceOptions face = new FaceOptions(plan.route(), plan.format(), shell);
    Map<String, Object> all = face.common();
    if (plan.isLongAsText()) {
      all.put("int64", "string");
    }
    if (plan.isPage()) {
      List<String> columns = plan.slice().columns();
      UniqueValues choices = new UniqueValues(plan, cancellation);
      face.page(
          all,
          new FormFields(
              plan.route(),
              shell.table("arguments"),
              column -> columns.isEmpty() || columns.contains(column),
              choices::of));
      rows(all, plan);
    }
    return Options.of(all);
  }

  /** The options of a page that has no rows: its form offers no values of theirs. */
  static Options withoutRows(Route route, String format, Options shell) {
    FaceOptions face = new FaceOptions(route, format, shell);
    Map<String, Object> all = face.common();
    face.page(
        all,
        new FormFields(
            route, shell.table("arguments"), _ -> false, (_, _) -> UniqueValues.Values.NONE));
    return Options.of(all);
  }

  private Map<String, Object> common() {
    Map<String, Object> all = new LinkedHashMap<>(own().asMap());
    all.putAll(shell.asMap());
    List<RouteChart> charts = route.source().charts();
    if (!charts.isEmpty()) {
      all.put("charts", charts.stream().map(FaceOptions::chart).toList());
    }
    return all;
  }

  private Options own() {
    return route.source().postprocess().getOrDefault(format, Options.empty());
  }

  /** What was asked, without empty fields; an empty filter says all where it has a default. */
  private Map<String, Object> arguments() {
    Map<String, Object> kept = new LinkedHashMap<>();
    Options given = shell.table("arguments");
    for (String name : given.keys()) {
      List<String> values =
          given.strings(name).stream().filter(value -> !value.isBlank()).distinct().toList();
      boolean all =
          route.filters().stream()
              .anyMatch(filter -> filter.name().equals(name) && filter.defaultValue() != null);
      if (!values.isEmpty() || all) {
        kept.put(name, values.isEmpty() ? List.of("") : values);
      }
    }
    return kept;
  }

  /** A chart's own keys; its name and type are those that the compiler has made of them. */
  private static Map<String, Object> chart(RouteChart chart) {
    Map<String, Object> table = new LinkedHashMap<>(chart.options().asMap());
    table.put("id", chart.id());
    table.put("type", chart.type());
    return table;
  }

  private static void rows(Map<String, Object> all, RoutePlan plan) {
    all.put("page_size_fixed", plan.rules().rowsPerPage() > 0);
    if (plan.rules().rowsPerPage() > 0) {
      all.put("page_rows", (long) plan.rules().rowsPerPage());
    }
    if (plan.slice().limit() != null) {
      all.put("asked_limit", plan.slice().limit());
    }
  }

  private void page(Map<String, Object> all, FormFields form) {
    RouteSource source = route.source();
    List<Map<String, Object>> fields = form.of(own());
    all.put("arguments", arguments());
    all.put("fields", fields);
    all.put("formats", List.copyOf(new TreeSet<>(route.formats())));
    all.put("faces", faces(source));
    all.put("assets", source.metadata().table("assets").asMap());
    boolean choosing = fields.stream().anyMatch(field -> "multi".equals(field.get("control")));
    FaceAssets assets = new FaceAssets(source.metadata().table("ui"), format, choosing);
    all.put("styles", addresses(assets.styles(), ".css"));
    all.put("scripts", addresses(assets.scripts(), ".js"));
    if (format.equals("chart_js") && shell.string("chart_script").isPresent()) {
      all.put("plain_scripts", List.of(shell.string("chart_script").get()));
    }
  }

  /** The pages that the route has been prepared for, and the table, which every route has. */
  private List<String> faces(RouteSource source) {
    List<String> faces = new ArrayList<>(List.of("html_t"));
    for (String face : List.of("html_c", "feed")) {
      if (source.postprocess().containsKey(face)) {
        faces.add(face);
      }
    }
    if (!source.charts().isEmpty()) {
      faces.add("chart_js");
    }
    return faces.stream().filter(route.formats()::contains).toList();
  }

  /** A name of the program's that this build does not have gets no address, so no tag. */
  private List<String> addresses(List<String> names, String ending) {
    String base = shell.string("base_path").orElse("/");
    Options versions = shell.table("asset_versions");
    List<String> addresses = new ArrayList<>();
    for (String name : names) {
      if (FaceAssets.isOwn(name)) {
        addresses.add(base + name.substring(1));
      } else {
        versions
            .string(name + ending)
            .ifPresent(
                version ->
                    addresses.add(base + ASSETS.substring(1) + name + ending + "?v=" + version));
      }
    }
    return addresses;
  }
}
