package ducksite.testkit;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.route.RouteContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A route context with what the test says. Immutable. */
public final class TestRouteContext implements RouteContext {

  private final String routeId;
  private final Options options;
  private final @Nullable AuthenticatedUser user;
  private final Cancellation cancellation;
  private final TestLog log = new TestLog();

  private TestRouteContext(
      String routeId,
      Options options,
      @Nullable AuthenticatedUser user,
      Cancellation cancellation) {
    this.routeId = routeId;
    this.options = options;
    this.user = user;
    this.cancellation = cancellation;
  }

  /** A context of a route, without options and without a user. */
  public static TestRouteContext of(String routeId) {
    return new TestRouteContext(routeId, Options.empty(), null, () -> false);
  }

  /** The same context with these step options. */
  public TestRouteContext withOptions(Map<String, ?> values) {
    return new TestRouteContext(routeId, Options.of(values), user, cancellation);
  }

  /** The same context on behalf of a user. */
  public TestRouteContext withUser(AuthenticatedUser someone) {
    return new TestRouteContext(routeId, options, someone, cancellation);
  }

  /** The same context with this cancellation. */
  public TestRouteContext withCancellation(Cancellation other) {
    return new TestRouteContext(routeId, options, user, other);
  }

  @Override
  public String routeId() {
    return routeId;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Optional<AuthenticatedUser> user() {
    return Optional.ofNullable(user);
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public TestLog log() {
    return log;
  }
}
