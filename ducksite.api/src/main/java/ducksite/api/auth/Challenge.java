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

  /**
   * 401 with this {@code WWW-Authenticate} value, such as {@code Bearer realm="site"}.
   *
   * @throws IllegalArgumentException when it is blank or holds a control character
   */
  public static Challenge unauthorized(String scheme) {
    if (scheme.isBlank() || scheme.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a challenge needs a scheme without control characters, such as Bearer");
    }
    return new Challenge(scheme, null);
  }

  /**
   * 302 to a login page: a path of this site, or an {@code http:} or {@code https:} address.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Challenge redirect(URI loginPage) {
    String scheme = loginPage.getScheme();
    boolean path =
        scheme == null
            && loginPage.getRawAuthority() == null
            && loginPage.toString().startsWith("/");
    boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!path && !(web && loginPage.getHost() != null)) {
      throw new IllegalArgumentException(
          "login page '" + loginPage + "' is neither a path of this site nor a web address");
    }
    return new Challenge(null, loginPage);
  }

  /** The {@code WWW-Authenticate} value of a 401. */
  public Optional<String> scheme() {
    return Optional.ofNullable(scheme);
  }

  /** The target of a redirect. */
  public Optional<URI> loginPage() {
    return Optional.ofNullable(loginPage);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Challenge that
        && Objects.equals(scheme, that.scheme)
        && Objects.equals(loginPage, that.loginPage);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, loginPage);
  }

  @Override
  public String toString() {
    return loginPage == null ? "401 " + scheme : "302 " + loginPage;
  }
}
