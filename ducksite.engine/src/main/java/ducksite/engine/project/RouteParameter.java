package ducksite.engine.project;

import ducksite.api.Options;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A declared parameter of a route.
 *
 * @param name an identifier
 * @param type type of its values
 * @param required whether a request without a value is refused; a default outranks it
 * @param defaultValue value when the request has none, of the type's Java type or a List of them;
 *     null when there is none
 * @param description what it means, null when nobody said
 * @param templateOnly whether it is used as {@code {{ name }}} and never as {@code $name}
 * @param template how {@code {{ name }}} is rendered
 * @param guard what values are refused, null when none are
 * @param extras further properties, such as {@code ui_label} and {@code duckdb_type}
 * @param position where it is declared
 */
public record RouteParameter(
    String name,
    ParameterType type,
    boolean required,
    @Nullable Object defaultValue,
    @Nullable String description,
    boolean templateOnly,
    Template template,
    @Nullable Guard guard,
    Options extras,
    Position position) {

  /**
   * Table {@code template}.
   *
   * @param policy how the value becomes SQL text
   * @param filters filters that may be used; all of them when null
   */
  public record Template(TemplatePolicy policy, @Nullable List<TemplateFilter> filters) {

    public Template {
      filters = filters == null ? null : List.copyOf(filters);
    }
  }

  /** Table {@code guard}. */
  public sealed interface Guard {

    /** The value must be a relative path without a way up. */
    record RelativePath() implements Guard {}

    /**
     * The value must be one of these.
     *
     * @param values TOML values
     */
    record Choices(List<Object> values) implements Guard {

      public Choices {
        values = List.copyOf(values);
      }
    }

    /**
     * The value must be within these bounds, which belong to it.
     *
     * @param min of the Java type of the parameter's values, null for none
     * @param max likewise
     */
    record Range(@Nullable Object min, @Nullable Object max) implements Guard {

      /** Whether a value is of the type of the bounds and within them. */
      public boolean holds(Object value) {
        return (min == null || ParameterOrder.isUpTo(min, value))
            && (max == null || ParameterOrder.isUpTo(value, max));
      }

      /** A value that is within. */
      public Object someBound() {
        return min == null ? Objects.requireNonNull(max, "a range has a bound") : min;
      }

      /** The bounds as a sentence without its subject: {@code must be at least 1 and at most 9}. */
      public String demand() {
        String least = min == null ? "" : "at least " + min;
        String most = max == null ? "" : "at most " + max;
        return "must be " + least + (min == null || max == null ? "" : " and ") + most;
      }
    }

    /**
     * The caller must have this role.
     *
     * @param role name of the role
     */
    record Role(String role) implements Guard {}
  }
}
