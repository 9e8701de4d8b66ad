package ducksite.http;

import ducksite.engine.project.AddressRange;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The proxies whose word about their clients counts. */
record TrustedProxies(List<AddressRange> ranges) {

  TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /** The last address on the way here that is no trusted proxy: what lies behind it is hearsay. */
  InetAddress client(HttpServerExchange exchange) {
    InetAddress address = exchange.getSourceAddress().getAddress();
    List<String> hops = hops(exchange);
    for (int index = hops.size() - 1; index >= 0 && trusts(address); index--) {
      try {
        address = InetAddress.ofLiteral(hops.get(index).strip());
      } catch (IllegalArgumentException e) {
        return address;
      }
    }
    return address;
  }

  /** Whether the client's connection is encrypted, here or up to the nearest trusted proxy. */
  boolean isSecure(HttpServerExchange exchange) {
    if (exchange.isSecure()) {
      return true;
    }
    HeaderValues said = exchange.getRequestHeaders().get(Headers.X_FORWARDED_PROTO);
    return said != null
        && said.size() == 1
        && said.getFirst().strip().equalsIgnoreCase("https")
        && trusts(exchange.getSourceAddress().getAddress());
  }

  private boolean trusts(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<String> hops(HttpServerExchange exchange) {
    List<String> hops = new ArrayList<>();
    HeaderValues lines = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
    if (lines != null) {
      lines.forEach(line -> hops.addAll(List.of(line.split(","))));
    }
    return hops;
  }
}
