package ducksite.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets the headers that hold for every answer, errors included. {@code wasm-unsafe-eval} is for the
 * lazily loaded SQL engine of the browser, whose worker obeys the policy of its own response.
 */
final class SecurityHeaders implements HttpHandler {

  private static final String IMAGES = "img-src 'self' data:";

  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; connect-src 'self'; "
          + IMAGES
          + "; style-src 'self'; font-src"
          + " 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final HttpString POLICY = new HttpString("Content-Security-Policy");
  private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
  private static final HttpString REFERRER = new HttpString("Referrer-Policy");
  private static final HttpString OPENER = new HttpString("Cross-Origin-Opener-Policy");
  private static final HttpString RESOURCE = new HttpString("Cross-Origin-Resource-Policy");
  private static final HttpString PERMISSIONS = new HttpString("Permissions-Policy");

  private final HttpHandler next;

  SecurityHeaders(HttpHandler next) {
    this.next = next;
  }

  /** Lets an answer's page load images from hosts besides the site's own. */
  static void allowImages(HttpServerExchange exchange, Set<String> origins) {
    if (!origins.isEmpty()) {
      String images = IMAGES + " " + String.join(" ", new TreeSet<>(origins));
      exchange.getResponseHeaders().put(POLICY, CONTENT_SECURITY_POLICY.replace(IMAGES, images));
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(POLICY, CONTENT_SECURITY_POLICY);
    headers.put(NO_SNIFF, "nosniff");
    headers.put(REFERRER, "same-origin");
    headers.put(OPENER, "same-origin");
    headers.put(RESOURCE, "same-origin");
    headers.put(PERMISSIONS, "camera=(), geolocation=(), microphone=()");
    next.handleRequest(exchange);
  }
}
