package ducksite.http;

import ducksite.engine.render.HtmlText;
import ducksite.engine.route.Route;
import ducksite.engine.route.RouteOutcome;
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
import java.util.stream.Stream;

/** The headers of a route's answer. */
final class RouteHeaders {

  private static final HttpString WARNING = new HttpString("Ducksite-Warning");
  private static final HttpString LINK = new HttpString("Link");
  private static final HttpString SERVER_TIMING = new HttpString("Server-Timing");
  private static final String TOTAL_ROWS = "X-Total-Rows";
  private static final String OFFSET = "X-Offset";
  private static final String LIMIT = "X-Limit";
  private static final String TRUNCATED = "X-Truncated";

  /**
   * No header yet: offset and limit of the rows behind, for whoever asks gets a link of his own.
   */
  private static final String NEXT = "next";

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
    long seconds = Notices.areShown(exchange) ? 0 : plan.clientTtl().toSeconds();
    headers.put(
        Headers.CACHE_CONTROL,
        tag.isEmpty()
            ? "no-store"
            : seconds == 0 ? "no-cache" : "private, max-age=" + seconds + ", must-revalidate");
  }

  /** Where the answer lies in the whole result, as far as it is known. */
  static Map<String, String> slice(Slice slice, OptionalLong total) {
    Map<String, String> headers = new LinkedHashMap<>();
    Long limit = slice.limit();
    headers.put(OFFSET, Long.toString(slice.offset()));
    if (limit != null) {
      headers.put(LIMIT, Long.toString(limit));
    }
    if (total.isPresent()) {
      long rows = total.getAsLong();
      headers.put(TOTAL_ROWS, Long.toString(rows));
      headers.putIfAbsent(LIMIT, Long.toString(rows));
      if (limit != null && limit > 0 && slice.offset() + limit < rows) {
        headers.put(NEXT, slice.offset() + limit + " " + limit);
      }
    }
    return headers;
  }

  /** Where the rows of a table or of cards are to be had as Arrow. */
  static void data(HttpServerExchange exchange, Route route, String path) {
    Optional<String> format =
        Stream.of("arrow_rpc", "arrow").filter(route.formats()::contains).findFirst();
    if (format.isPresent()) {
      Map<String, List<String>> query = RouteEndpoint.queryOf(exchange);
      query.put("format", List.of(format.get()));
      exchange.getResponseHeaders().add(LINK, "<" + path + "?" + text(query) + ">; rel=\"data\"");
    }
  }

  /**
   * The same for an answer that has been written. The rows behind it are those behind the last one
   * that was sent, also where a limit of the site cut it; where nobody counted there may be none.
   */
  static Map<String, String> slice(RouteOutcome outcome) {
    Map<String, String> headers = slice(outcome.slice(), outcome.totalRows());
    headers.remove(NEXT);
    if (outcome.truncated()) {
      headers.put(TRUNCATED, "true");
    }
    Long limit = outcome.slice().limit();
    long end = outcome.slice().offset() + outcome.rows();
    boolean more =
        outcome.truncated()
            || limit != null
                && outcome.rows() == limit
                && end < outcome.totalRows().orElse(Long.MAX_VALUE);
    if (more && outcome.rows() > 0) {
      headers.put(NEXT, end + " " + (limit == null ? outcome.rows() : limit));
    }
    return headers;
  }

  /** The same for an answer that begins before its end is known: that tells whether it was cut. */
  static Map<String, String> unfinished(Slice slice) {
    Map<String, String> headers = slice(slice, OptionalLong.empty());
    headers.put(TRUNCATED, "unknown");
    return headers;
  }

  /** The same request for the rows behind these, given as offset and limit. */
  private static String next(HttpServerExchange exchange, String[] rows) {
    Map<String, List<String>> query = RouteEndpoint.queryOf(exchange);
    query.put("offset", List.of(rows[0]));
    query.put("limit", List.of(rows[1]));
    return "<?" + text(query) + ">; rel=\"next\"";
  }

  private static String text(Map<String, List<String>> query) {
    return query.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().stream()
                    .map(value -> HtmlText.url(each.getKey()) + "=" + HtmlText.url(value)))
        .collect(Collectors.joining("&"));
  }

  /** Sets what an answer's slice tells, kept or new. */
  static void put(HttpServerExchange exchange, Map<String, String> headers) {
    HeaderMap target = exchange.getResponseHeaders();
    headers.forEach(
        (name, value) -> {
          if (name.equals(NEXT)) {
            target.add(LINK, next(exchange, value.split(" ")));
          } else {
            target.put(new HttpString(name), value);
          }
        });
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
            + (timing.query() < 0 ? "" : ", query;dur=" + millis(timing.query()))
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
