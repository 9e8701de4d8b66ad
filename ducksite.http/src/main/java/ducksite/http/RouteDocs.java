package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.page.Prose;
import ducksite.engine.project.CacheMode;
import ducksite.engine.project.RouteCache;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.render.ArrowNames;
import ducksite.engine.render.HtmlText;
import ducksite.engine.route.Formats;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteExamples;
import ducksite.engine.route.RouteForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The description of one route for people. */
final class RouteDocs {

  private static final List<String> CODES =
      List.of(
          "missing_parameter",
          "invalid_parameter",
          "not_acceptable",
          "route_execution_error",
          "overloaded",
          "timeout");

  private final Site site;
  private final Route route;
  private final RouteAnalytics.Metrics metrics;
  private final String base;
  private final String origin;
  private final List<RouteForm.Field> fields;
  private final Formats formats;

  /**
   * The page of a route.
   *
   * @param origin scheme and host as the reader knows them
   */
  RouteDocs(Site site, Route route, RouteAnalytics.Metrics metrics, String origin) {
    this.site = site;
    this.route = route;
    this.metrics = metrics;
    this.origin = origin;
    this.base = site.project().config().site().basePath();
    this.fields = RouteForm.of(route);
    this.formats = site.routeExecutor().formats();
  }

  String html() {
    HtmlLines html = new HtmlLines();
    html.markup("<section class=\"ds-prose\">");
    html.element("h1", Optional.ofNullable(route.source().title()).orElse(route.id()));
    html.markup("<p><code>")
        .text(String.join(", ", route.source().methods()) + " " + route.source().path())
        .markup("</code></p>");
    html.element("p", route.source().description());
    if (route.source().doc() != null) {
      html.markup(Prose.html(route.source().doc().text()));
    }
    html.markup("</section>");
    form(html);
    html.table(
        "Parameters",
        List.of("name", "type", "required", "default", "values", "meaning"),
        fields.stream().map(RouteDocs::parameter).toList());
    html.table(
        "Columns",
        List.of("name", "type", "Arrow type"),
        route.columns().stream()
            .map(column -> List.of(column.name(), column.sqlType(), ArrowNames.of(column)))
            .toList());
    formats(html);
    curl(html);
    facts(html);
    return html.toString();
  }

  private static List<String> parameter(RouteForm.Field field) {
    Object standard = field.plainDefault();
    return List.of(
        field.name(),
        field.type().word() + (field.inPath() ? ", in the path" : ""),
        field.required() ? "yes" : "no",
        standard == null ? "" : standard.toString(),
        field
            .range()
            .map(RouteParameter.Guard.Range::demand)
            .orElse(String.join(", ", field.choices().stream().map(Object::toString).toList())),
        field.description() == null ? "" : field.description());
  }

  /** A form that asks the route; one whose path has parameters is asked by its example alone. */
  private void form(HtmlLines html) {
    if (!route.source().pathParameters().isEmpty()) {
      return;
    }
    html.markup("<form class=\"ds-inputs\" method=\"get\" action=\"")
        .text(base + route.source().path().substring(1))
        .markup("\">");
    for (RouteForm.Field field : fields) {
      html.markup("<label class=\"ds-input\"><span>").text(field.name()).markup("</span>");
      if (field.choices().isEmpty()) {
        input(html, field);
      } else {
        select(html, field);
      }
      html.markup("</label>");
    }
    html.markup("<label class=\"ds-input\"><span>format</span><select name=\"format\">");
    for (String format : new TreeSet<>(route.formats())) {
      boolean usual = format.equals(route.source().defaultFormat());
      html.markup(usual ? "<option selected>" : "<option>").text(format).markup("</option>");
    }
    html.markup(
        "</select></label><button class=\"ds-button\" type=\"submit\">Try it</button></form>");
  }

  private static void input(HtmlLines html, RouteForm.Field field) {
    String type =
        switch (field.type()) {
          case INT -> "number\" step=\"1";
          case FLOAT -> "number\" step=\"any";
          case DATE -> "date";
          case STR, BOOL, DATETIME -> "text";
        };
    html.markup("<input type=\"" + type + "\" name=\"").text(field.name()).markup("\"");
    Optional<Object> example = RouteExamples.of(field).filter(value -> !(value instanceof List<?>));
    if (example.isPresent()) {
      html.markup(" value=\"").text(example.get().toString()).markup("\"");
    }
    html.markup(field.required() ? " required>" : ">");
  }

  private static void select(HtmlLines html, RouteForm.Field field) {
    html.markup("<select name=\"").text(field.name()).markup("\">");
    String shown = RouteExamples.of(field).map(Object::toString).orElse("");
    for (Object choice : field.choices()) {
      html.markup(choice.toString().equals(shown) ? "<option selected>" : "<option>")
          .text(choice.toString())
          .markup("</option>");
    }
    html.markup("</select>");
  }

  private void formats(HtmlLines html) {
    Optional<String> example = example();
    html.markup("<figure class=\"ds-card\"><figcaption>Formats</figcaption>");
    html.markup("<dl class=\"ds-definitions\">");
    for (String format : new TreeSet<>(route.formats())) {
      html.markup("<dt>");
      if (example.isPresent()) {
        html.link(address(example.get(), format), format);
      } else {
        html.text(format);
      }
      html.markup("</dt><dd>").text(formats.mediaType(format)).markup("</dd>");
    }
    html.markup("</dl></figure>");
  }

  private void curl(HtmlLines html) {
    String asked = example().orElse(base + route.source().path().substring(1));
    html.markup("<figure class=\"ds-card\"><figcaption>On the command line</figcaption>");
    html.markup("<div class=\"ds-scroll\"><pre class=\"ds-code\"><code>");
    List<String> lines = new ArrayList<>();
    for (String format : List.of("json", "csv", "parquet")) {
      if (route.formats().contains(format)) {
        String file = format.equals("json") ? "" : " -o " + route.id() + "." + format;
        lines.add("curl '" + origin + address(asked, format).replace("'", "%27") + "'" + file);
      }
    }
    html.text(String.join("\n", lines)).markup("</code></pre></div></figure>");
  }

  /** The address of the example; empty when a value is required that nobody has said. */
  private Optional<String> example() {
    return RouteExamples.request(route).map(this::address);
  }

  private String address(Map<String, List<String>> values) {
    String path = route.source().path().substring(1);
    List<String> query = new ArrayList<>();
    for (Map.Entry<String, List<String>> each : values.entrySet()) {
      if (route.source().pathParameters().contains(each.getKey())) {
        path = path.replace("{" + each.getKey() + "}", HtmlText.url(each.getValue().getLast()));
      } else {
        each.getValue()
            .forEach(value -> query.add(HtmlText.url(each.getKey()) + "=" + HtmlText.url(value)));
      }
    }
    return base + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  private static String address(String example, String format) {
    return example + (example.contains("?") ? "&" : "?") + "format=" + HtmlText.url(format);
  }

  private void facts(HtmlLines html) {
    html.markup("<figure class=\"ds-card\"><figcaption>Answers</figcaption>");
    html.markup("<dl class=\"ds-definitions\">");
    fact(html, "Id", route.id());
    fact(html, "Cache", caching());
    fact(html, "Roles", route.source().roles().isRestricted() ? "restricted" : "everyone");
    fact(
        html,
        "Since the start",
        metrics.hits() + " hits, " + metrics.averageMillis() + " ms on average");
    html.markup("<dt>Schema</dt><dd>")
        .link(base + "routes/" + HtmlText.url(route.id()) + "/schema", "columns and form as JSON")
        .markup("</dd><dt>Problems</dt><dd>");
    for (String code : CODES) {
      html.link(base + DocsPages.PROBLEMS.substring(1) + code, code).text(" ");
    }
    html.markup("</dd></dl></figure>");
  }

  private static void fact(HtmlLines html, String term, String text) {
    html.element("dt", term).element("dd", text);
  }

  private String caching() {
    RouteCache cache = route.source().cache();
    if (route.source().cacheMode() == CacheMode.FORCE_LIVE) {
      return "never kept, by nobody";
    }
    if (cache == null || !cache.enabled() || route.source().cacheMode() == CacheMode.PASSTHROUGH) {
      return "not kept here; clients ask by ETag";
    }
    Object ttl = cache.ttl() == null ? site.project().config().cache().ttl() : cache.ttl();
    return "kept for "
        + ttl.toString().substring(2).toLowerCase(java.util.Locale.ROOT)
        + "; clients ask by ETag";
  }
}
