package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.engine.Site;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the chain: finds the endpoint of a request in the one site that it sees, and lets it
 * answer, from memory on the IO thread or else on a thread that may wait. An error that nobody
 * expected becomes 500 here.
 */
final class SiteHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SiteHandler.class);
  static final Set<HttpString> METHODS = Set.of(Methods.GET, Methods.HEAD, Methods.POST);
  private static final Set<HttpString> READING = Set.of(Methods.GET, Methods.HEAD);

  private final CurrentSite current;
  private final Router router;
  private final Answers answers;
  private final Executor executor;

  SiteHandler(CurrentSite current, Router router, Answers answers, Executor executor) {
    this.current = current;
    this.router = router;
    this.answers = answers;
    this.executor = executor;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (!METHODS.contains(exchange.getRequestMethod())) {
      answers.methodNotAllowed(exchange, READING);
      return;
    }
    Optional<CurrentSite.Lease> sending = HeldSite.of(exchange);
    if (sending.isEmpty()) {
      answers.problem(exchange, HttpProblem.notReady());
      return;
    }
    CurrentSite.Lease held = sending.get();
    Site site = held.site();
    String path = below(site, exchange.getRequestPath());
    if (path.isEmpty()) {
      answers.problem(exchange, HttpProblem.notFound());
      return;
    }
    guarded(exchange, () -> dispatch(exchange, held, path));
  }

  private void dispatch(HttpServerExchange exchange, CurrentSite.Lease held, String path)
      throws Exception {
    Site site = held.site();
    Router.Entry entry = router.find(path);
    RequestLog.endpoint(exchange, entry.name());
    if (!entry.methods().contains(exchange.getRequestMethod())) {
      answers.methodNotAllowed(exchange, entry.methods());
      return;
    }
    if (entry.endpoint().answerAtOnce(exchange, site, path)) {
      return;
    }
    // The request's lease ends with the last byte, this one with the work: a query may outlive its
    // client.
    CurrentSite.Lease working = current.lease(held);
    exchange.dispatch(
        executor,
        () -> {
          try (working) {
            guarded(exchange, () -> entry.endpoint().answer(exchange, site, path));
          }
        });
  }

  private interface Work {
    void run() throws Exception;
  }

  private void guarded(HttpServerExchange exchange, Work work) {
    try {
      work.run();
    } catch (Throwable e) {
      // An Error too, such as a class that is missing: without an answer the client would wait on.
      LOG.error("request {} failed", RequestId.of(exchange), e);
      answers.problem(exchange, HttpProblem.internal());
    }
  }

  /**
   * The path below the site's base, with its leading slash; empty when the request is not below it.
   */
  private static String below(Site site, String path) {
    String base = site.project().config().site().basePath();
    return path.startsWith(base) ? path.substring(base.length() - 1) : "";
  }
}
