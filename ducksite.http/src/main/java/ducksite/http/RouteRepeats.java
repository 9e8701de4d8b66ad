package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.engine.Site;
import ducksite.engine.SiteAuthentication;
import ducksite.engine.cache.EncodedResponse;
import ducksite.engine.project.AnalyticsSettings;
import ducksite.engine.route.RoutePlan;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Keeps the answers of routes that come from memory, and that no user was asked for, so that they
 * are given again without asking the route.
 */
final class RouteRepeats {

  private static final byte[] NO_BODY = {};

  private final HttpMetrics metrics;

  RouteRepeats(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  /** Keeps the answer that is about to be given: the client's copy is good. */
  void notModified(HttpServerExchange exchange, Site site, RoutePlan plan, String tag) {
    if (isRepeatable(exchange, site)) {
      plan.standing(tag).ifPresent(answer -> keep(exchange, site, NO_BODY, answer::hasItsTag));
    }
  }

  /** Keeps the answer that is about to be given: bytes from memory. */
  void bytes(
      HttpServerExchange exchange,
      Site site,
      RoutePlan plan,
      String tag,
      EncodedResponse response) {
    if (isRepeatable(exchange, site)) {
      plan.standing(tag)
          .ifPresent(answer -> keep(exchange, site, response.body(), () -> answer.gives(response)));
    }
  }

  private static boolean isRepeatable(HttpServerExchange exchange, Site site) {
    if (!exchange.getRequestMethod().equals(Methods.GET)
        || !exchange.getProtocol().equals(Protocols.HTTP_1_1)
        || !exchange.isInIoThread()
        || !(site.authentication() instanceof SiteAuthentication.Nobody)) {
      return false;
    }
    RepeatConduit conduit = RepeatConduit.of(exchange);
    RequestBytes asked = conduit == null ? null : conduit.asked(exchange);
    return asked != null && conduit.repeats().isWorthKeeping(asked);
  }

  /** Keeps the answer when it has been given whole, with all its headers. */
  private void keep(HttpServerExchange exchange, Site site, byte[] body, BooleanSupplier stands) {
    Optional<CurrentSite.Lease> lease = HeldSite.of(exchange);
    RepeatConduit conduit = RepeatConduit.of(exchange);
    RequestBytes asked = conduit == null ? null : conduit.asked(exchange);
    if (lease.isEmpty() || asked == null || body.length > Repeats.LONGEST_BODY) {
      return;
    }
    long state = lease.get().state();
    AnalyticsSettings settings = site.project().config().analytics();
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          if (done.isPersistent() && done.getResponseBytesSent() == body.length) {
            LongConsumer counting = RouteAnalytics.again(done, settings);
            RequestLog.Counted counted =
                new RequestLog.Counted(metrics, RequestLog.endpoint(done), done.getStatusCode());
            Repeat repeat = new Repeat(asked, done, body, counted, new Standing(stands, counting));
            conduit.repeats().put(repeat, state);
          }
          next.proceed();
        });
  }

  private record Standing(BooleanSupplier standing, LongConsumer counting)
      implements Repeat.Standing {

    @Override
    public boolean stands() {
      return standing.getAsBoolean();
    }

    @Override
    public void given(long nanos) {
      counting.accept(nanos);
    }
  }
}
