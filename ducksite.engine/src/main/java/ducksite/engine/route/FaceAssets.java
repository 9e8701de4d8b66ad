package ducksite.engine.route;

import ducksite.api.Options;
import ducksite.engine.render.ChartSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The style sheets and scripts of a route's page: those that its face needs, and those of {@code
 * [ui]}. Names of the program's come in one order, whatever the order they are written in; an
 * address of the site's own, such as {@code /static/company.css}, keeps its place before its
 * neighbour.
 */
final class FaceAssets {

  static final List<String> STYLES =
      List.of("layout", "params", "multi_select", "table", "cards", "feed", "charts");
  static final List<String> SCRIPTS =
      List.of("progress", "header", "params", "multi_select", "table_header", "chart_boot");

  private static final Map<String, List<String>> STYLES_OF =
      Map.of(
          "html_t", List.of("layout", "params", "table", "charts"),
          "html_c", List.of("layout", "params", "cards"),
          "feed", List.of("layout", "params", "feed"),
          "chart_js", List.of("layout", "params", "charts"));
  private static final Map<String, List<String>> SCRIPTS_OF =
      Map.of(
          "html_t", List.of("progress", "header", "params", "table_header"),
          "html_c", List.of("progress", "header", "params"),
          "feed", List.of("progress", "header", "params"),
          "chart_js", List.of("progress", "header", "params", "chart_boot"));
  private static final String MULTI_SELECT = "multi_select";
  private static final String OWN = "/static/";

  private final Options ui;
  private final String format;
  private final boolean choosing;

  /**
   * @param ui the route's table {@code [ui]}
   * @param choosing whether the page has a select of several
   */
  FaceAssets(Options ui, String format, boolean choosing) {
    this.ui = ui;
    this.format = format;
    this.choosing = choosing;
  }

  List<String> styles() {
    return names("styles", STYLES, STYLES_OF.getOrDefault(format, List.of()));
  }

  List<String> scripts() {
    return names("scripts", SCRIPTS, SCRIPTS_OF.getOrDefault(format, List.of()));
  }

  /** The names of a key: a list, or one text with commas. */
  static List<String> written(Options ui, String key) {
    return ChartSpec.texts(ui, key).stream()
        .flatMap(text -> List.of(text.split(",")).stream())
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static boolean isOwn(String name) {
    return name.startsWith(OWN) && !name.contains("..") && !name.contains("//");
  }

  private List<String> names(String key, List<String> order, List<String> standard) {
    List<String> declared = new ArrayList<>(written(ui, key));
    Set<String> wanted = new LinkedHashSet<>(standard);
    if (choosing) {
      wanted.add(MULTI_SELECT);
    }
    wanted.addAll(written(ui, "widgets"));
    wanted.addAll(declared);
    List<String> names = new ArrayList<>(order.stream().filter(wanted::contains).toList());
    for (int index = declared.size() - 1; index >= 0; index--) {
      String name = declared.get(index);
      if (isOwn(name) && !names.contains(name)) {
        names.add(place(names, declared, index), name);
      }
    }
    return names;
  }

  /** Before the neighbour that is written behind it; at the end without one. */
  private static int place(List<String> names, List<String> declared, int index) {
    Optional<String> next =
        declared.subList(index + 1, declared.size()).stream().filter(names::contains).findFirst();
    return next.map(names::indexOf).orElse(names.size());
  }
}
