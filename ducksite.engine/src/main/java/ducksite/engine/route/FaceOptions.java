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

  private final RoutePlan plan;
  private final Options shell;

  private FaceOptions(RoutePlan plan, Options shell) {
    this.plan = plan;
    this.shell = shell;
  }

  /**
   * @param shell what the surrounding page needs
   */
  static Options of(RoutePlan plan, Options shell, Cancellation cancellation) {
    return new FaceOptions(plan, shell).options(cancellation);
  }

  private Options options(Cancellation cancellation) {
    RouteSource source = plan.route().source();
    Options own = source.postprocess().getOrDefault(plan.format(), Options.empty());
    Map<String, Object> all = new LinkedHashMap<>(own.asMap());
    all.putAll(shell.asMap());
    if (plan.isLongAsText()) {
      all.put("int64", "string");
    }
    all.put("charts", source.charts().stream().map(FaceOptions::chart).toList());
    if (plan.isPage()) {
      page(all, own, source, cancellation);
    }
    return Options.of(all);
  }

  /** What was asked, without empty fields; an empty filter says all where it has a default. */
  private Map<String, Object> arguments() {
    Map<String, Object> kept = new LinkedHashMap<>();
    Options given = shell.table("arguments");
    for (String name : given.keys()) {
      List<String> values =
          given.strings(name).stream().filter(value -> !value.isBlank()).distinct().toList();
      boolean all =
          plan.route().filters().stream()
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

  private void page(
      Map<String, Object> all, Options own, RouteSource source, Cancellation cancellation) {
    List<String> columns = plan.slice().columns();
    List<Map<String, Object>> fields =
        new FormFields(
                plan.route(),
                shell.table("arguments"),
                column -> columns.isEmpty() || columns.contains(column),
                new UniqueValues(plan, cancellation))
            .of(own);
    all.put("arguments", arguments());
    all.put("fields", fields);
    all.put("formats", List.copyOf(new TreeSet<>(plan.route().formats())));
    all.put("faces", faces(source));
    all.put("assets", source.metadata().table("assets").asMap());
    all.put("page_size_fixed", plan.rules().rowsPerPage() > 0);
    if (plan.rules().rowsPerPage() > 0) {
      all.put("page_rows", (long) plan.rules().rowsPerPage());
    }
    if (plan.slice().limit() != null) {
      all.put("asked_limit", plan.slice().limit());
    }
    boolean choosing = fields.stream().anyMatch(field -> "multi".equals(field.get("control")));
    FaceAssets assets = new FaceAssets(source.metadata().table("ui"), plan.format(), choosing);
    all.put("styles", addresses(assets.styles(), ".css"));
    all.put("scripts", addresses(assets.scripts(), ".js"));
    if (plan.format().equals("chart_js") && shell.string("chart_script").isPresent()) {
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
    return faces.stream().filter(plan.route().formats()::contains).toList();
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
