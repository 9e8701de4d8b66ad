package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.render.HtmlText;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Map;

/**
 * A request that came in another form and is answered as one of a route's address. Its answer is
 * for this request alone: it has no tag, and nobody keeps it.
 */
final class ForwardedRequest {

  private ForwardedRequest() {}

  static void become(
      HttpServerExchange exchange, Site site, Route route, Map<String, List<String>> query) {
    exchange.getQueryParameters().clear();
    query.forEach((name, values) -> values.forEach(value -> exchange.addQueryParam(name, value)));
    String path = route.source().path().substring(1);
    for (String name : route.source().pathParameters()) {
      List<String> values = query.getOrDefault(name, List.of(""));
      path = path.replace("{" + name + "}", HtmlText.url(values.getLast()));
    }
    exchange.setRequestPath(site.project().config().site().basePath() + path);
    exchange.addResponseCommitListener(answered -> correct(answered.getResponseHeaders()));
  }

  private static void correct(HeaderMap headers) {
    headers.remove(Headers.ETAG);
    headers.remove("Link");
    headers.put(Headers.CACHE_CONTROL, "no-store");
  }
}
