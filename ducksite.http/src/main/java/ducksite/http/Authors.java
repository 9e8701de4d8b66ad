package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.SiteAuthentication;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;

/**
 * Who may see what only the author may: a user with the role {@code operator}, or, where the site
 * does not ask for users, somebody on the machine itself.
 *
 * @param loopback whether the server is bound to a loopback address
 */
record Authors(boolean loopback) {

  private static final HttpString FORWARDED = new HttpString("Forwarded");

  /** Whether a request is an author's. */
  boolean isOne(HttpServerExchange exchange, Site site) {
    boolean open = site.authentication() instanceof SiteAuthentication.Nobody;
    return open && loopback && isFromHere(exchange) || Caller.of(exchange).isOperator();
  }

  /** A proxy on this machine asks for somebody else, whom it names unless it is set up badly. */
  private static boolean isFromHere(HttpServerExchange exchange) {
    HeaderValues hops = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
    boolean forwarded =
        exchange.getRequestHeaders().contains(FORWARDED)
            || hops != null && !hops.stream().allMatch(Authors::areLoopback);
    return !forwarded && exchange.getSourceAddress().getAddress().isLoopbackAddress();
  }

  private static boolean areLoopback(String hops) {
    for (String hop : hops.split(",", -1)) {
      try {
        if (!InetAddress.ofLiteral(hop.strip()).isLoopbackAddress()) {
          return false;
        }
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
    return true;
  }
}
