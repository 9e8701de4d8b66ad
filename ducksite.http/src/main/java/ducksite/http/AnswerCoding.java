package ducksite.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the bytes of an answer are coded for a client.
 *
 * @param coding what the client wants most of what we have
 * @param always whether it takes nothing else, so that also a small body is coded
 */
record AnswerCoding(ContentCoding coding, boolean always) {

  /** Below this nothing is gained. */
  private static final int SMALLEST = 512;

  /** Types that get smaller, besides texts. */
  private static final List<String> COMPRESSIBLE =
      List.of("application/json", "application/x-ndjson", "application/xml");

  /**
   * The coding for a client and a type; empty when the client takes the type in no form we have.
   */
  static Optional<AnswerCoding> of(HttpServerExchange exchange, String mediaType) {
    return of(AcceptedCodings.of(exchange), mediaType);
  }

  static Optional<AnswerCoding> of(AcceptedCodings accepted, String mediaType) {
    String type = mediaType.split(";", 2)[0].strip();
    boolean compressible =
        type.startsWith("text/")
            || COMPRESSIBLE.contains(type)
            || type.endsWith("+json")
            || type.endsWith("+xml");
    boolean always = accepted.weight(ContentCoding.IDENTITY) == 0;
    return Arrays.stream(ContentCoding.values())
        .filter(coding -> compressible || coding == ContentCoding.IDENTITY)
        .filter(coding -> accepted.weight(coding) > 0)
        .min(Comparator.comparingDouble(coding -> -accepted.weight(coding)))
        .map(coding -> new AnswerCoding(coding, always));
  }

  /** The name in {@code Content-Encoding}; empty for none. */
  String token() {
    return coding.token();
  }

  /** What of the coding the bytes of an answer depend on. */
  String representation() {
    return always ? token() + "!" : token();
  }

  /** Whether a body of a size is coded. */
  boolean isWorth(long bytes) {
    return coding != ContentCoding.IDENTITY && (always || bytes >= SMALLEST);
  }

  /** Says how the body is coded. */
  void announce(HttpServerExchange exchange) {
    if (coding != ContentCoding.IDENTITY) {
      exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, token());
    }
  }
}
