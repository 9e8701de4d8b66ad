package ducksite.http;

import ducksite.engine.render.HtmlText;
import ducksite.engine.route.RoutePlan;
import ducksite.engine.route.RouteTiming;
import ducksite.engine.route.Slice;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The headers of a route's answer. */
final class RouteHeaders {

  private static final HttpString WARNING = new HttpString("Ducksite-Warning");
  private static final HttpString SERVER_TIMING = new HttpString("Server-Timing");
  private static final String TOTAL_ROWS = "X-Total-Rows";
  private static final String OFFSET = "X-Offset";
  private static final String LIMIT = "X-Limit";
  private static final String TRUNCATED = "X-Truncated";
  private static final String LINK = "Link";
  private static final double NANOS_PER_MILLI = 1e6;

  private RouteHeaders() {}

  /** What is known from the plan alone. */
  static void plan(HttpServerExchange exchange, RoutePlan plan) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CONTENT_TYPE, plan.mediaType());
    headers.put(Headers.VARY, "Accept, Accept-Encoding");
    plan.warnings().forEach(warning -> headers.add(WARNING, warning));
  }

  /** Who may keep the answer, and how long. */
  static void keeping(HttpServerExchange exchange, RoutePlan plan, Optional<String> tag) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.remove(Headers.ETAG);
    tag.ifPresent(each -> headers.put(Headers.ETAG, each));
    long seconds = plan.clientTtl().toSeconds();
    headers.put(
        Headers.CACHE_CONTROL,
        tag.isEmpty()
            ? "no-store"
            : seconds == 0 ? "no-cache" : "private, max-age=" + seconds + ", must-revalidate");
  }

  /** Where the answer lies in the whole result, as far as it is known. */
  static Map<String, String> slice(
      HttpServerExchange exchange, Slice slice, OptionalLong total, boolean truncated) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (truncated) {
      headers.put(TRUNCATED, "true");
    }
    if (total.isPresent()) {
      long rows = total.getAsLong();
      Long limit = slice.limit();
      headers.put(TOTAL_ROWS, Long.toString(rows));
      headers.put(OFFSET, Long.toString(slice.offset()));
      headers.put(LIMIT, Long.toString(limit == null ? rows : limit));
      if (limit != null && limit > 0 && slice.offset() + limit < rows) {
        headers.put(LINK, next(exchange, slice.offset() + limit, limit));
      }
    }
    return headers;
  }

  /** The same request for the rows behind these. */
  private static String next(HttpServerExchange exchange, long offset, long limit) {
    Map<String, List<String>> query = RouteEndpoint.queryOf(exchange);
    query.put("offset", List.of(Long.toString(offset)));
    query.put("limit", List.of(Long.toString(limit)));
    String text =
        query.entrySet().stream()
            .flatMap(
                each ->
                    each.getValue().stream()
                        .map(value -> HtmlText.url(each.getKey()) + "=" + HtmlText.url(value)))
            .collect(Collectors.joining("&"));
    return "<?" + text + ">; rel=\"next\"";
  }

  static void put(HttpServerExchange exchange, Map<String, String> headers) {
    headers.forEach(
        (name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
  }

  /** Where the time went, as far as it is known. */
  static void timing(HttpServerExchange exchange, RouteTiming timing) {
    String text =
        "queue;dur="
            + millis(timing.queue())
            + ", cache;desc=\""
            + timing.source()
            + "\";dur="
            + millis(timing.cache())
            + ", query;dur="
            + millis(timing.query())
            + (timing.render() < 0 ? "" : ", render;dur=" + millis(timing.render()));
    exchange.getResponseHeaders().put(SERVER_TIMING, text);
  }

  /** The answer came from memory. */
  static void fromMemory(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(SERVER_TIMING, "cache;desc=\"memory\"");
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", Math.max(0, nanos) / NANOS_PER_MILLI);
  }
}
