package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;

/** {@code /sql/…}: compiled queries, for the author's eyes. */
final class ArtefactEndpoint implements Endpoint {

  private final Answers answers;

  ArtefactEndpoint(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    String text = site.artefacts().get(path.substring(1));
    if (text == null) {
      answers.problem(exchange, HttpProblem.notFound());
    } else {
      answers.text(exchange, text);
    }
  }
}
