package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** {@code /sql/_manifest.json}: every named query with what it reads and answers. */
final class ManifestEndpoint implements Endpoint {

  private final Answers answers;

  ManifestEndpoint(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    answers.json(exchange, Map.of("views", site.manifest()));
  }
}
