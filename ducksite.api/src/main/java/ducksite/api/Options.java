package ducksite.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one TOML table that belongs to a plugin, immutable. Values are {@code String},
 * {@code Long}, {@code Double}, {@code Boolean}, the {@code java.time} types of TOML, {@code List}
 * and {@code Map} of these.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public final class Options {

  private static final Options EMPTY = new Options(Map.of());

  private final Map<String, Object> values;

  private Options(Map<String, Object> values) {
    this.values = values;
  }

  /** No options. */
  public static Options empty() {
    return EMPTY;
  }

  /**
   * Options with the given values, in their order. Lists and maps inside are copied.
   *
   * @throws NullPointerException when a key or a value is null, at any depth
   */
  public static Options of(Map<String, ?> values) {
    return values.isEmpty() ? EMPTY : new Options(copy(values));
  }

  /** The keys, in the order of the file. Immutable. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** All values, immutable. */
  public Map<String, Object> asMap() {
    return values;
  }

  /**
   * The text at a key, if present.
   *
   * @throws IllegalArgumentException when the value is not a string
   */
  public Optional<String> string(String key) {
    return typed(key, String.class, "a string");
  }

  /**
   * The number at a key, if present; a whole number too.
   *
   * @throws IllegalArgumentException when the value is no number
   */
  public Optional<Double> number(String key) {
    return typed(key, Number.class, "a number").map(Number::doubleValue);
  }

  /**
   * The table at a key; without keys when the key is absent.
   *
   * @throws IllegalArgumentException when the value is not a table
   */
  public Options table(String key) {
    return typed(key, Map.class, "a table")
        .map(map -> new Options(copy((Map<?, ?>) map)))
        .orElse(EMPTY);
  }

  /**
   * The whole number at a key, if present.
   *
   * @throws IllegalArgumentException when the value is not an integer
   */
  public Optional<Long> integer(String key) {
    return typed(key, Long.class, "an integer");
  }

  /**
   * The truth value at a key, if present.
   *
   * @throws IllegalArgumentException when the value is not true or false
   */
  public Optional<Boolean> bool(String key) {
    return typed(key, Boolean.class, "true or false");
  }

  /**
   * The list of texts at a key; empty when the key is absent.
   *
   * @throws IllegalArgumentException when the value is not a list of strings
   */
  public List<String> strings(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw mismatch(key, "a list of strings");
  }

  /**
   * The list of tables at a key; empty when the key is absent.
   *
   * @throws IllegalArgumentException when the value is not a list of tables
   */
  public List<Options> tables(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream().map(entry -> new Options(copy((Map<?, ?>) entry))).toList();
    }
    throw mismatch(key, "an array of tables");
  }

  private <T> Optional<T> typed(String key, Class<T> type, String expected) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw mismatch(key, expected);
    }
    return Optional.of(type.cast(value));
  }

  private static IllegalArgumentException mismatch(String key, String expected) {
    return new IllegalArgumentException("option '" + key + "' must be " + expected);
  }

  private static Map<String, Object> copy(Map<?, ?> source) {
    Map<String, Object> target = new LinkedHashMap<>();
    source.forEach(
        (key, value) -> target.put((String) Objects.requireNonNull(key), copyValue(value)));
    return Collections.unmodifiableMap(target);
  }

  private static Object copyValue(Object value) {
    return switch (Objects.requireNonNull(value)) {
      case Map<?, ?> map -> copy(map);
      case List<?> list -> list.stream().map(Options::copyValue).toList();
      default -> value;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Options that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Options" + values.keySet();
  }
}
