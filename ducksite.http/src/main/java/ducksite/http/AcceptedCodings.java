package ducksite.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says of content codings: each name with its weight, {@code *} for any other. */
record AcceptedCodings(Map<String, Double> weights) {

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*([\\w!#$%&'*+.^`|~-]+)\\s*(?:;\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*)?");

  /**
   * A body as it is is good enough for everyone who does not say otherwise, and the last choice.
   */
  private static final double UNSAID_IDENTITY = 0.0001;

  static AcceptedCodings of(HttpServerExchange exchange) {
    @Nullable HeaderValues headers = exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING);
    return of(headers == null ? List.of() : headers);
  }

  /** Reads the values of the header; what is no coding is passed over. */
  static AcceptedCodings of(List<String> headers) {
    Map<String, Double> weights = new HashMap<>();
    for (String header : headers) {
      for (String each : header.split(",")) {
        Matcher entry = ENTRY.matcher(each);
        if (entry.matches()) {
          double weight = entry.group(2) == null ? 1 : Double.parseDouble(entry.group(2));
          weights.put(entry.group(1).toLowerCase(Locale.ROOT).replace("x-gzip", "gzip"), weight);
        }
      }
    }
    return new AcceptedCodings(weights);
  }

  /** How much a coding is wanted; 0 for one that is not accepted. */
  double weight(ContentCoding coding) {
    String name = coding == ContentCoding.IDENTITY ? "identity" : coding.token();
    Double said = weights.getOrDefault(name, weights.get("*"));
    if (coding == ContentCoding.IDENTITY) {
      boolean refused = said != null && said == 0;
      return weights.containsKey(name) || refused ? said : UNSAID_IDENTITY;
    }
    return said == null ? 0 : said;
  }
}
