package ducksite.http;

import ducksite.engine.Site;
import ducksite.engine.SiteAuthentication;
import io.undertow.server.HttpServerExchange;

/**
 * Lets only the author through: a user with the role {@code operator}, or, where the site does not
 * ask for users, somebody on the machine itself.
 */
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
    boolean open = site.authentication() instanceof SiteAuthentication.Nobody && reachable;
    if (open || Caller.of(exchange).isOperator()) {
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
