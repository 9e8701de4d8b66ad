package ducksite.http;

import ducksite.engine.CurrentSite;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Optional;

/** The one site that a request sees, leased from its head to the last byte of its answer. */
final class HeldSite {

  private static final AttachmentKey<CurrentSite.Lease> KEY =
      AttachmentKey.create(CurrentSite.Lease.class);

  private HeldSite() {}

  /** Leases the site in service for a request; empty when there is none. */
  static Optional<CurrentSite.Lease> hold(HttpServerExchange exchange, CurrentSite current) {
    Optional<CurrentSite.Lease> lease = current.lease();
    lease.ifPresent(
        held -> {
          exchange.putAttachment(KEY, held);
          exchange.addExchangeCompleteListener(
              (done, next) -> {
                held.close();
                next.proceed();
              });
        });
    return lease;
  }

  /** The lease of a request; empty when there was no site when it came. */
  static Optional<CurrentSite.Lease> of(HttpServerExchange exchange) {
    return Optional.ofNullable(exchange.getAttachment(KEY));
  }
}
