package ducksite.http;

import ducksite.engine.Site;
import io.undertow.server.HttpServerExchange;

/** What answers a kind of address once the request has passed the chain. */
@FunctionalInterface
interface Endpoint {

  /**
   * Answers a GET or HEAD; may block.
   *
   * @param site the one site that this request sees
   * @param path the decoded path below the site's base, with its leading slash
   * @throws Exception what the chain turns into 500
   */
  void answer(HttpServerExchange exchange, Site site, String path) throws Exception;

  /**
   * Answers from memory, on the IO thread, when it can.
   *
   * @return whether it has answered
   * @throws Exception what the chain turns into 500
   */
  default boolean answerAtOnce(HttpServerExchange exchange, Site site, String path)
      throws Exception {
    return false;
  }

  /** An endpoint that never blocks. */
  static Endpoint immediate(Endpoint endpoint) {
    return new Endpoint() {
      @Override
      public void answer(HttpServerExchange exchange, Site site, String path) throws Exception {
        endpoint.answer(exchange, site, path);
      }

      @Override
      public boolean answerAtOnce(HttpServerExchange exchange, Site site, String path)
          throws Exception {
        endpoint.answer(exchange, site, path);
        return true;
      }
    };
  }
}
