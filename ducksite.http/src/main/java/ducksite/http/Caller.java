package ducksite.http;

import ducksite.api.auth.AuthenticatedUser;
import ducksite.engine.project.Roles;
import ducksite.engine.route.Route;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request acts for.
 *
 * @param user null where the site does not ask
 */
record Caller(@Nullable AuthenticatedUser user) {

  private static final AttachmentKey<Caller> KEY = AttachmentKey.create(Caller.class);
  private static final Caller NOBODY = new Caller(null);
  private static final String OPERATOR = "operator";

  /** The caller of a request; nobody until a user has been found. */
  static Caller of(HttpServerExchange exchange) {
    Caller known = exchange.getAttachment(KEY);
    return known == null ? NOBODY : known;
  }

  void attach(HttpServerExchange exchange) {
    exchange.putAttachment(KEY, this);
  }

  Optional<AuthenticatedUser> optionalUser() {
    return Optional.ofNullable(user);
  }

  /** Whether the caller may have what is restricted to some roles. */
  boolean may(Roles roles) {
    return roles.allow(optionalUser());
  }

  /** Whether the caller may ask a route: it may reach everything that the route reads of others. */
  boolean may(Route route) {
    return route.allows(optionalUser());
  }

  /** Whether the caller is a user who runs the site. */
  boolean isOperator() {
    return user != null && user.roles().contains(OPERATOR);
  }
}
