package ducksite.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells a plugin author how far a type can be relied on and which side of the border implements it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public @interface ApiStatus {

  /** How far the type can be relied on. */
  Stability stability();

  /** Which side writes the code behind the type. */
  Role role();

  /** How far a type can be relied on. */
  enum Stability {
    /** Changes only by additions with defaults until the next major version. */
    STABLE,
    /** May change in any release. */
    EXPERIMENTAL
  }

  /** Which side of the border writes the code behind a type. */
  enum Role {
    /** A plugin implements it and the host calls it; new methods come with a default. */
    TO_IMPLEMENT,
    /** The host implements it and a plugin calls it; methods may be added. */
    TO_CALL
  }
}
