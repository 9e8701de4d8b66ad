package ducksite.engine.project;

import ducksite.api.auth.AuthenticatedUser;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may have something: everyone that reaches it, or users with one of some roles.
 *
 * @param names the roles; null for everyone, empty for nobody
 */
public record Roles(@Nullable Set<String> names) {

  /** No restriction. */
  public static final Roles EVERYONE = new Roles(null);

  /** What a restriction becomes that cannot be read. */
  public static final Roles NOBODY = new Roles(Set.of());

  /** Roles with their own copy of the names. */
  public Roles {
    names = names == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** Users with one of these roles; names are stripped, and blank ones are left out. */
  public static Roles of(Collection<String> names) {
    return new Roles(
        names.stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet()));
  }

  /** The key {@code roles}; a value that cannot be read lets nobody through. */
  static Roles read(SectionReader section) {
    return section.has("roles")
        ? section.optionalStrings("roles").map(Roles::of).orElse(NOBODY)
        : EVERYONE;
  }

  /** Whether there is a restriction. */
  public boolean isRestricted() {
    return names != null;
  }

  /** Whether a user, or a request without one, passes. */
  public boolean allow(Optional<AuthenticatedUser> user) {
    return names == null
        || user.map(each -> each.roles().stream().anyMatch(names::contains)).orElse(false);
  }
}
