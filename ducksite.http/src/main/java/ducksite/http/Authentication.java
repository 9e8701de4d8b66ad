package ducksite.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * The place of authentication in the request path: after the health checks, before anything of the
 * site. This version knows the mode {@code none} alone; the command line refuses to start a site
 * that asks for another.
 */
final class Authentication implements HttpHandler {

  private final HttpHandler next;

  Authentication(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    next.handleRequest(exchange);
  }
}
