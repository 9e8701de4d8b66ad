package ducksite.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import org.jspecify.annotations.Nullable;

/** An answer that is for one user: no shared cache may keep it. */
final class PrivateAnswer {

  private static final String VARIES = "Authorization, Cookie";

  private PrivateAnswer() {}

  /** Corrects the headers of the answer to a request, whatever they will be, before they leave. */
  static void mark(HttpServerExchange exchange) {
    exchange.addResponseCommitListener(each -> correct(each.getResponseHeaders()));
  }

  private static void correct(HeaderMap headers) {
    headers.put(Headers.CACHE_CONTROL, cacheControl(headers.getFirst(Headers.CACHE_CONTROL)));
    HeaderValues varies = headers.get(Headers.VARY);
    headers.put(Headers.VARY, varies == null ? VARIES : String.join(", ", varies) + ", " + VARIES);
  }

  private static String cacheControl(@Nullable String written) {
    if (written == null) {
      return "private";
    }
    if (written.contains("no-store")) {
      return written;
    }
    return written.contains("public")
        ? written.replace("public", "private")
        : "private, " + written;
  }
}
