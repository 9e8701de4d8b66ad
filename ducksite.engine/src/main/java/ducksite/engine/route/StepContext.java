package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.route.RouteContext;
import java.util.Optional;

/** What one preprocessor may know of the request. */
record StepContext(
    String routeId,
    Options options,
    Optional<AuthenticatedUser> user,
    Cancellation cancellation,
    System.Logger log)
    implements RouteContext {}
