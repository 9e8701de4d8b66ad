package ducksite.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests for other hosts, so that a foreign name that resolves to this machine cannot
 * make a visitor's browser read the site.
 */
final class HostCheck implements HttpHandler {

  private static final String ANY = "*";

  private final Set<String> hosts = new HashSet<>();
  private final Answers answers;
  private final HttpHandler next;

  HostCheck(Collection<String> hosts, Answers answers, HttpHandler next) {
    hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
    this.answers = answers;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    HeaderValues named = exchange.getRequestHeaders().get(Headers.HOST);
    if (named != null && named.size() > 1) {
      RequestLog.endpoint(exchange, "refused");
      answers.problem(
          exchange,
          HttpProblem.of(400, "invalid_request", "Not a request")
              .withDetail("The request names more than one host."));
      return;
    }
    if (hosts.contains(ANY)
        || hosts.contains(nameOf(named == null ? null : named.getFirst())) && isOurs(exchange)) {
      next.handleRequest(exchange);
      return;
    }
    RequestLog.endpoint(exchange, "refused");
    answers.problem(
        exchange,
        HttpProblem.of(421, "unknown_host", "Unknown host")
            .withDetail("This server does not answer for the host name of the request.")
            .withHint(
                "Use the address that the server printed, or add the name to [server] hosts."));
  }

  /** Whether the target, where it names a host as a request to a proxy does, names one of ours. */
  private boolean isOurs(HttpServerExchange exchange) {
    if (!exchange.isHostIncludedInRequestURI()) {
      return true;
    }
    String target = exchange.getRequestURI();
    int start = target.indexOf("//") + 2;
    int end = target.indexOf('/', start);
    return start > 1
        && hosts.contains(nameOf(target.substring(start, end < 0 ? target.length() : end)));
  }

  /**
   * The name in a Host header, without port and brackets, in lower case; empty when there is none.
   */
  static String nameOf(@Nullable String header) {
    if (header == null) {
      return "";
    }
    String host = header.strip().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? "" : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
