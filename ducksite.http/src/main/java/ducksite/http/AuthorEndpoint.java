package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Lets only the author through. */
final class AuthorEndpoint implements Endpoint {

  private final Authors authors;
  private final Answers answers;
  private final Endpoint next;

  /** A guard before an author's face. */
  AuthorEndpoint(Authors authors, Answers answers, Endpoint next) {
    this.authors = authors;
    this.answers = answers;
    this.next = next;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws Exception {
    if (authors.isOne(exchange, site)) {
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      next.answer(exchange, site, path);
    } else {
      answers.problem(
          exchange,
          HttpProblem.forbidden(
              "This address is for the site's author: a user with the role operator, or, without"
                  + " authentication, somebody on the machine itself."));
    }
  }
}
