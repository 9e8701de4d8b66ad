package ducksite.api.auth;

import ducksite.api.ApiStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The principal a request acts for. Immutable. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public final class AuthenticatedUser {

  private final String id;
  private final String displayName;
  private final Set<String> roles;
  private final Map<String, String> attributes;

  private AuthenticatedUser(
      String id, String displayName, Set<String> roles, Map<String, String> attributes) {
    this.id = id;
    this.displayName = displayName;
    this.roles = roles;
    this.attributes = attributes;
  }

  /**
   * A user without roles whose display name is the id.
   *
   * @throws IllegalArgumentException when the id is blank or holds a control character
   */
  public static AuthenticatedUser of(String id) {
    if (id.isBlank() || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a user needs an id without control characters");
    }
    return new AuthenticatedUser(id, id, Set.of(), Map.of());
  }

  /** The same user with a name for people. */
  public AuthenticatedUser withDisplayName(String name) {
    return new AuthenticatedUser(id, Objects.requireNonNull(name), roles, attributes);
  }

  /**
   * The same user with these roles instead; their order is kept.
   *
   * @throws IllegalArgumentException when a role is blank
   */
  public AuthenticatedUser withRoles(Collection<String> names) {
    Set<String> copy = new LinkedHashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a role of user '" + id + "' is blank");
      }
      copy.add(name);
    }
    return new AuthenticatedUser(id, displayName, Collections.unmodifiableSet(copy), attributes);
  }

  /**
   * The same user with these attributes instead.
   *
   * @throws NullPointerException when a name or a value is null
   */
  public AuthenticatedUser withAttributes(Map<String, String> values) {
    return new AuthenticatedUser(id, displayName, roles, Map.copyOf(values));
  }

  /** Stable and unique within the site; logs show it. */
  public String id() {
    return id;
  }

  /** A name for people. */
  public String displayName() {
    return displayName;
  }

  /** Role names. */
  public Set<String> roles() {
    return roles;
  }

  /** Further facts about the user, by name. */
  public Map<String, String> attributes() {
    return attributes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthenticatedUser that
        && id.equals(that.id)
        && displayName.equals(that.displayName)
        && roles.equals(that.roles)
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, displayName, roles, attributes);
  }

  @Override
  public String toString() {
    return id;
  }
}
