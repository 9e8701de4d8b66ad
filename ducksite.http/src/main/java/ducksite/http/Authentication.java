package ducksite.http;

import ducksite.api.auth.AuthAdapter;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.auth.Challenge;
import ducksite.engine.CurrentSite;
import ducksite.engine.SiteAuthentication;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.Provider;
import io.prometheus.metrics.core.metrics.Counter;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of authentication in the request path: after host and health checks, before anything of
 * the site. What cannot be decided is answered with 503; nothing passes as anonymous. A site that
 * does not ask for users costs no hand-over to another thread.
 */
final class Authentication implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

  /** What an adapter has decided. */
  private sealed interface Decision {
    /** The request acts for a user. */
    record Known(AuthenticatedUser user) implements Decision {}

    /** It acts for nobody. */
    record Unknown(Challenge challenge) implements Decision {}
  }

  private final CurrentSite current;
  private final boolean usersNeeded;
  private final TrustedProxies proxies;
  private final Counter outcomes;
  private final Answers answers;
  private final Executor executor;
  private final HttpHandler next;

  /**
   * The step before a handler.
   *
   * @param usersNeeded whether a site that does not ask for users must not be served
   * @param outcomes counts by outcome
   * @param executor threads that may wait for an adapter
   */
  Authentication(
      CurrentSite current,
      boolean usersNeeded,
      TrustedProxies proxies,
      Counter outcomes,
      Answers answers,
      Executor executor,
      HttpHandler next) {
    this.current = current;
    this.usersNeeded = usersNeeded;
    this.proxies = proxies;
    this.outcomes = outcomes;
    this.answers = answers;
    this.executor = executor;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Optional<CurrentSite.Lease> held = HeldSite.hold(exchange, current);
    if (held.isEmpty()) {
      if (usersNeeded) {
        answers.problem(exchange, HttpProblem.notReady());
      } else {
        next.handleRequest(exchange);
      }
      return;
    }
    switch (held.get().site().authentication()) {
      case SiteAuthentication.Nobody _ -> {
        if (usersNeeded) {
          unavailable(exchange, "unavailable");
        } else {
          next.handleRequest(exchange);
        }
      }
      case SiteAuthentication.Unavailable _ -> unavailable(exchange, "unavailable");
      case SiteAuthentication.ByPlugin(Provider<AuthAdapter> adapter) -> {
        PrivateAnswer.mark(exchange);
        exchange.dispatch(executor, waiting -> decide(waiting, adapter));
      }
    }
  }

  private void decide(HttpServerExchange exchange, Provider<AuthAdapter> adapter) throws Exception {
    Decision decision;
    try {
      CapturedRequest request = CapturedRequest.of(exchange, proxies);
      decision = adapter.call(CallKind.AUTH, (each, cancellation) -> decision(each, request));
    } catch (PluginException e) {
      LOG.warn("request {} is not authenticated: {}", RequestId.of(exchange), e.getMessage());
      unavailable(exchange, e.kind().name().toLowerCase(Locale.ROOT));
      return;
    } catch (RuntimeException | Error e) {
      LOG.error("request {} is not authenticated", RequestId.of(exchange), e);
      unavailable(exchange, "failed");
      return;
    }
    switch (decision) {
      case Decision.Known(AuthenticatedUser user) -> {
        outcomes.labelValues("known").inc();
        new Caller(user).attach(exchange);
        next.handleRequest(exchange);
      }
      case Decision.Unknown(Challenge challenge) -> {
        outcomes.labelValues("unknown").inc();
        challenge(exchange, challenge);
      }
    }
  }

  /** Runs on a thread of the plugin. A null of the plugin's ends here as its failure. */
  private static Decision decision(AuthAdapter adapter, CapturedRequest request) throws Exception {
    Optional<AuthenticatedUser> user = adapter.authenticate(request);
    return user.isPresent()
        ? new Decision.Known(user.get())
        : new Decision.Unknown(java.util.Objects.requireNonNull(adapter.challenge(request)));
  }

  private void challenge(HttpServerExchange exchange, Challenge challenge) {
    RequestLog.endpoint(exchange, "refused");
    if (challenge.loginPage().isPresent()) {
      exchange.setStatusCode(302);
      exchange
          .getResponseHeaders()
          .put(Headers.LOCATION, challenge.loginPage().get().toASCIIString());
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      exchange.endExchange();
    } else if (challenge.scheme().isPresent()) {
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, challenge.scheme().get());
      answers.problem(exchange, HttpProblem.notAuthenticated());
    } else {
      answers.problem(exchange, HttpProblem.forbidden("This site is not for you."));
    }
  }

  private void unavailable(HttpServerExchange exchange, String outcome) {
    outcomes.labelValues(outcome).inc();
    RequestLog.endpoint(exchange, "refused");
    answers.problem(
        exchange,
        HttpProblem.of(503, "authentication_unavailable", "Sign-in is not available")
            .withDetail("It cannot be decided whom this request acts for, so it is not answered.")
            .withHint("Try again in a moment."));
  }
}
