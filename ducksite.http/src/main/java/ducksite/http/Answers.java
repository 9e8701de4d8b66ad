package ducksite.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Small answers that lie in memory: JSON, HTML, text, errors. Immutable. */
final class Answers {

  static final HttpString REQUEST_ID = new HttpString("X-Request-Id");

  /** What was said of an answer that an error takes the place of. */
  private static final List<HttpString> OF_BODIES =
      Stream.of(
              "ETag",
              "Content-Disposition",
              "Content-Encoding",
              "Link",
              "Server-Timing",
              "X-Total-Rows",
              "X-Offset",
              "X-Limit",
              "X-Truncated")
          .map(HttpString::new)
          .toList();

  private static final String PROBLEM_TYPES = "-/docs/problems/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ErrorPages pages;

  Answers(ErrorPages pages) {
    this.pages = pages;
  }

  /** Any value as JSON. */
  void json(HttpServerExchange exchange, Object value) {
    bytes(exchange, "application/json", encoded(value));
  }

  /** A whole HTML page. */
  void html(HttpServerExchange exchange, String page) {
    bytes(exchange, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** Plain text. */
  void text(HttpServerExchange exchange, String text) {
    bytes(exchange, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of a type; HEAD gets the same headers and no body. */
  void bytes(HttpServerExchange exchange, String mediaType, byte[] body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, body.length);
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
  }

  /** An answer without a body: the client's copy is good. */
  void notModified(HttpServerExchange exchange) {
    exchange.setStatusCode(304);
    exchange.endExchange();
  }

  /** A redirect within the site. */
  void redirect(HttpServerExchange exchange, String location) {
    exchange.setStatusCode(308);
    exchange.getResponseHeaders().put(Headers.LOCATION, location);
    exchange.endExchange();
  }

  /**
   * An error: a page for a browser, problem details for a program. Breaks the connection when a
   * body has begun.
   */
  void problem(HttpServerExchange exchange, HttpProblem problem) {
    if (exchange.isResponseStarted()) {
      org.xnio.IoUtils.safeClose(exchange.getConnection());
      return;
    }
    exchange.setStatusCode(problem.status());
    OF_BODIES.forEach(exchange.getResponseHeaders()::remove);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().put(REQUEST_ID, RequestId.of(exchange));
    exchange.getResponseHeaders().put(Headers.VARY, "Accept");
    if (problem.status() == 503 || problem.status() == 504) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
    }
    if (wantsHtml(exchange)) {
      html(exchange, pages.page(exchange, problem, RequestId.of(exchange)));
    } else {
      bytes(
          exchange,
          "application/problem+json",
          encoded(details(problem, RequestId.of(exchange), base(exchange))));
    }
  }

  /** The answer to a method that an address does not have. */
  void methodNotAllowed(HttpServerExchange exchange, Set<HttpString> methods) {
    exchange.getResponseHeaders().put(Headers.ALLOW, HttpProblem.names(methods));
    problem(exchange, HttpProblem.methodNotAllowed(methods));
  }

  /** Any value as JSON that a client may keep and ask after. */
  void tagged(HttpServerExchange exchange, Object value) {
    tagged(exchange, "application/json", encoded(value));
  }

  /** Bytes that a client may keep and ask after: unchanged ones are not sent again. */
  void tagged(HttpServerExchange exchange, String mediaType, byte[] body) {
    String tag = EntityTags.of(body);
    exchange.getResponseHeaders().put(Headers.ETAG, tag);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    if (EntityTags.matches(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH), tag)) {
      notModified(exchange);
    } else {
      bytes(exchange, mediaType, body);
    }
  }

  /** Whether a person in a browser asks. */
  static boolean wantsHtml(HttpServerExchange exchange) {
    @Nullable String accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
    return accept != null && accept.contains("text/html");
  }

  private static Map<String, Object> details(HttpProblem problem, String requestId, String base) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("type", base + PROBLEM_TYPES + problem.code());
    details.put("title", problem.title());
    details.put("status", problem.status());
    if (problem.detail() != null) {
      details.put("detail", problem.detail());
    }
    details.put("code", problem.code());
    if (problem.hint() != null) {
      details.put("hint", problem.hint());
    }
    if (!problem.errors().isEmpty()) {
      details.put(
          "errors",
          problem.errors().stream()
              .map(error -> Map.of("parameter", error.parameter(), "detail", error.detail()))
              .toList());
    }
    details.put("request_id", requestId);
    return details;
  }

  /** Where the site starts; a server without a site is at the root. */
  private static String base(HttpServerExchange exchange) {
    return HeldSite.of(exchange)
        .map(held -> held.site().project().config().site().basePath())
        .orElse("/");
  }

  private static byte[] encoded(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("values of this class are always JSON", e);
    }
  }
}
