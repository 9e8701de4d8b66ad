package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a route's page for people says about its request and its site, out of the options that the
 * host adds. Immutable.
 *
 * @param format the page's own format
 * @param path the path that was asked for
 * @param routePath the same without a format's suffix
 * @param origin scheme and host, empty when nobody asked over HTTP
 * @param arguments the query without slice and format
 * @param shell what every page of the site has around its content
 * @param options all options of the format
 */
record Face(
    String format,
    String path,
    String routePath,
    String origin,
    Map<String, List<String>> arguments,
    Shell shell,
    Options options) {

  private static final Set<String> SLICE = Set.of("limit", "offset", "format");

  static Face of(String format, Options options) {
    String path = options.string("request_path").orElse("");
    return new Face(
        format,
        path,
        options.string("route_path").orElse(path),
        options.string("origin").orElse(""),
        arguments(options.table("arguments")),
        shell(options),
        options);
  }

  /** The parameters of the form, one table each. */
  List<Options> fields() {
    return options.tables("fields");
  }

  /** The formats that the route answers. */
  List<String> formats() {
    return options.strings("formats");
  }

  /** Whether the path alone says the format. */
  boolean hasSuffix() {
    return !path.equals(routePath);
  }

  /** The same request with another piece of rows, in this format. */
  String page(long offset, long limit) {
    Map<String, String> more = new LinkedHashMap<>();
    if (!hasSuffix()) {
      more.put("format", format);
    }
    more.put("limit", Long.toString(limit));
    if (offset > 0) {
      more.put("offset", Long.toString(offset));
    }
    return address(path, more);
  }

  /** The whole result in another format. */
  String download(String other) {
    return address(routePath, Map.of("format", other));
  }

  /** The piece of the result that is shown, in another format. */
  String slice(String other, RenderContext context) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("format", other);
    context.limit().ifPresent(limit -> more.put("limit", Long.toString(limit)));
    if (context.offset() > 0) {
      more.put("offset", Long.toString(context.offset()));
    }
    return address(routePath, more);
  }

  /** The bare request. */
  String reset() {
    return hasSuffix() ? path : address(path, Map.of("format", format), Map.of());
  }

  private String address(String target, Map<String, String> more) {
    return address(target, more, arguments);
  }

  private static String address(
      String target, Map<String, String> more, Map<String, List<String>> kept) {
    List<String> parts = new ArrayList<>();
    kept.forEach((name, values) -> values.forEach(value -> parts.add(part(name, value))));
    more.forEach((name, value) -> parts.add(part(name, value)));
    return target + "?" + String.join("&", parts);
  }

  private static String part(String name, String value) {
    return HtmlText.url(name) + "=" + HtmlText.url(value);
  }

  private static Map<String, List<String>> arguments(Options given) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : given.keys()) {
      if (!SLICE.contains(name)) {
        kept.put(name, given.strings(name));
      }
    }
    return kept;
  }

  private static Shell shell(Options options) {
    return new Shell(
        options.string("site_title").orElse("ducksite"),
        options.string("base_path").orElse("/"),
        new Shell.Assets(
            options.string("css").orElse(""),
            options.string("js").orElse(""),
            options.string("early_js").orElse(""),
            options.string("icon").orElse("")),
        options.tables("navigation").stream()
            .map(
                link ->
                    new Shell.Link(link.string("href").orElse(""), link.string("text").orElse("")))
            .toList(),
        options.string("notice").isPresent() ? notice(options) : null);
  }

  private static Shell.Notice notice(Options options) {
    return new Shell.Notice(
        options.string("notice").orElse(""),
        options.strings("notice_lines"),
        new Shell.Link(
            options.string("notice_href").orElse(""), options.string("notice_link").orElse("")));
  }
}
