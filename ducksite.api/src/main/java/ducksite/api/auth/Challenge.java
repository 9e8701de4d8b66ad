package ducksite.api.auth;

import ducksite.api.ApiStatus;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request without a user is answered: 401 with a scheme, a redirect to a login page, or 403.
 * Immutable.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public final class Challenge {

  private static final int LONGEST_SCHEME = 1_000;
  private static final int LONGEST_ADDRESS = 4_000;

  private final @Nullable String scheme;
  private final @Nullable URI loginPage;

  private Challenge(@Nullable String scheme, @Nullable URI loginPage) {
    this.scheme = scheme;
    this.loginPage = loginPage;
  }

  /**
   * 401 with this {@code WWW-Authenticate} value, such as {@code Bearer realm="site"}.
   *
   * @throws IllegalArgumentException when it is blank, longer than 1000 characters, or holds
   *     anything but printable ASCII
   */
  public static Challenge unauthorized(String scheme) {
    if (scheme.isBlank()
        || scheme.length() > LONGEST_SCHEME
        || !scheme.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a challenge needs a scheme without control characters, such as Bearer");
    }
    return new Challenge(scheme, null);
  }

  /**
   * 302 to a login page: a path of this site, or an {@code http:} or {@code https:} address.
   *
   * @throws IllegalArgumentException when it is neither, names a user, or is longer than 4000
   *     characters
   */
  public static Challenge redirect(URI loginPage) {
    String scheme = loginPage.getScheme();
    boolean path =
        scheme == null
            && loginPage.toString().startsWith("/")
            && !loginPage.toString().startsWith("//");
    boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    boolean host = loginPage.getHost() != null && loginPage.getRawUserInfo() == null;
    if (!path && !(web && host) || loginPage.toASCIIString().length() > LONGEST_ADDRESS) {
      throw new IllegalArgumentException(
          "login page '" + loginPage + "' is neither a path of this site nor a web address");
    }
    return new Challenge(null, loginPage);
  }

  /** 403: the site is not for whoever this is. */
  public static Challenge forbidden() {
    return new Challenge(null, null);
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
    if (loginPage != null) {
      return "302 " + loginPage;
    }
    return scheme == null ? "403" : "401 " + scheme;
  }
}
