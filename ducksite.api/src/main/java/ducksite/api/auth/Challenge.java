package ducksite.api.auth;

import ducksite.api.ApiStatus;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request without a user is answered: 401 with a scheme, or a redirect to a login page.
 * Immutable.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public final class Challenge {

  private final @Nullable String scheme;
  private final @Nullable URI loginPage;

  private Challenge(@Nullable String scheme, @Nullable URI loginPage) {
    this.scheme = scheme;
    this.loginPage = loginPage;
  }

  /** 401 with this {@code WWW-Authenticate} value. */
  public static Challenge unauthorized(String scheme) {
    return new Challenge(Objects.requireNonNull(scheme), null);
  }

  /** 302 to a login page. */
  public static Challenge redirect(URI loginPage) {
    return new Challenge(null, Objects.requireNonNull(loginPage));
  }

  /** The {@code WWW-Authenticate} value of a 401. */
  public Optional<String> scheme() {
    return Optional.ofNullable(scheme);
  }

  /** The target of a redirect. */
  public Optional<URI> loginPage() {
    return Optional.ofNullable(loginPage);
  }
}
