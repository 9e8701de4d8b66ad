package ducksite.http;

import ducksite.api.auth.AuthRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The head of a request, copied, so that a plugin that still works on it when the request has ended
 * sees nothing of the next one. Immutable.
 *
 * @param header the values of each header, by its name in lower case
 */
record CapturedRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> header,
    String clientAddress,
    boolean isSecure)
    implements AuthRequest {

  static CapturedRequest of(HttpServerExchange exchange, TrustedProxies proxies) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      headers.put(
          values.getHeaderName().toString().toLowerCase(Locale.ROOT),
          List.copyOf(List.of(values.toArray())));
    }
    return new CapturedRequest(
        exchange.getRequestMethod().toString(),
        exchange.getRequestPath(),
        Collections.unmodifiableMap(RouteEndpoint.queryOf(exchange)),
        Collections.unmodifiableMap(headers),
        proxies.client(exchange).getHostAddress(),
        proxies.isSecure(exchange));
  }

  @Override
  public List<String> headers(String name) {
    return header.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public Set<String> headerNames() {
    return header.keySet();
  }

  @Override
  public Optional<String> cookie(String name) {
    for (String line : headers("cookie")) {
      for (String pair : line.split(";")) {
        int equals = pair.indexOf('=');
        if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
          return Optional.of(pair.substring(equals + 1).strip());
        }
      }
    }
    return Optional.empty();
  }

  /** Credentials stay out of logs. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
