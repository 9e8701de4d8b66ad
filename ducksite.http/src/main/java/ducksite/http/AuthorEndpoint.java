package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;

/** Lets only the author through: somebody on the machine itself, until users have roles. */
final class AuthorEndpoint implements Endpoint {

  private final boolean reachable;
  private final Answers answers;
  private final Endpoint next;

  /**
   * A guard before an author's face.
   *
   * @param reachable whether the server is bound to a loopback address
   */
  AuthorEndpoint(boolean reachable, Answers answers, Endpoint next) {
    this.reachable = reachable;
    this.answers = answers;
    this.next = next;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) throws Exception {
    if (reachable) {
      next.answer(exchange, site, path);
    } else {
      answers.problem(
          exchange,
          HttpProblem.forbidden("This address is for the site's author, on the machine itself."));
    }
  }
}
