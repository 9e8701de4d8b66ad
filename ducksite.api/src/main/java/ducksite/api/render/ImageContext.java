package ducksite.api.render;

import ducksite.api.ApiStatus;
import ducksite.api.Cancellation;
import ducksite.api.Options;

/** What an {@link ImageGetter} may know of the page it works for. Valid inside the call. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface ImageContext {

  /** The route's {@code id}. */
  String routeId();

  /** The route's table {@code [assets.options]}. */
  Options options();

  /** Whether the page is still wanted. */
  Cancellation cancellation();
}
