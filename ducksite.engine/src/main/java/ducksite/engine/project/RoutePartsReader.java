package ducksite.engine.project;

import ducksite.api.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the lists and tables of a route that describe its surroundings: dependencies, charts,
 * formats.
 */
final class RoutePartsReader {

  private static final Pattern ALIAS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final List<String> FORMAT_SECTIONS =
      List.of("html_t", "html_c", "feed", "json", "table", "chart_js");

  private final SectionReader top;

  RoutePartsReader(SectionReader top) {
    this.top = top;
  }

  List<RouteDependency> uses() {
    List<RouteDependency> uses = new ArrayList<>();
    Set<String> aliases = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (SectionReader section : top.tables("uses")) {
      String alias = section.demanded("alias", "say what the SQL calls it: alias = \"orders\"");
      String call = section.demanded("call", "say which route it is: call = \"route_id\"");
      if (alias == null || call == null) {
        continue;
      }
      if (!ALIAS.matcher(alias).matches()) {
        section.problem(
            "invalid-value",
            "alias",
            "'" + alias + "' cannot name a table",
            "use letters, digits and `_`");
      } else if (!aliases.add(alias)) {
        section.problem(
            "duplicate-alias",
            "alias",
            "two dependencies are called '" + alias + "'",
            "rename one");
      } else {
        DependencyMode mode = section.choice("mode", DependencyMode.class);
        uses.add(
            new RouteDependency(
                alias,
                call,
                mode,
                section.options("args"),
                section.node().position(),
                section.node().positions()));
      }
    }
    return uses;
  }

  List<RouteChart> charts() {
    List<RouteChart> charts = new ArrayList<>();
    for (SectionReader section : top.tables("charts")) {
      String id = section.optionalString("id").orElse("chart_" + charts.size());
      String type = section.optionalString("type").orElse("");
      charts.add(new RouteChart(id, type, section.node().options(), section.node().position()));
    }
    return charts;
  }

  /**
   * Options by format: the sections of the formats, {@code [postprocess.x]} over them key by key.
   */
  Map<String, Options> postprocess() {
    Map<String, Map<String, Object>> merged = new LinkedHashMap<>();
    for (String format : FORMAT_SECTIONS) {
      if (top.has(format)) {
        merged
            .computeIfAbsent(format, key -> new LinkedHashMap<>())
            .putAll(top.options(format).asMap());
      }
    }
    SectionReader postprocess = top.table("postprocess");
    for (String format : postprocess.node().keys()) {
      String name = format.toLowerCase(Locale.ROOT).replace('-', '_');
      merged
          .computeIfAbsent(name, key -> new LinkedHashMap<>())
          .putAll(postprocess.options(format).asMap());
    }
    Map<String, Options> options = new LinkedHashMap<>();
    merged.forEach((format, values) -> options.put(format, Options.of(values)));
    return options;
  }
}
