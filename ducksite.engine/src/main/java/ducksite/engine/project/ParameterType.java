package ducksite.engine.project;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The type of a route's parameter and the Java type of its values. */
public enum ParameterType {
  /** {@code String}. */
  STR,
  /** {@code Long}. */
  INT,
  /** {@code Double}, never infinite or not a number. */
  FLOAT,
  /** {@code Boolean}. */
  BOOL,
  /** {@code LocalDate}. */
  DATE,
  /** {@code LocalDateTime}; a value with an offset is moved to UTC. */
  DATETIME;

  private static final Map<String, ParameterType> WORDS =
      Map.of(
          "str",
          STR,
          "int",
          INT,
          "float",
          FLOAT,
          "bool",
          BOOL,
          "date",
          DATE,
          "datetime",
          DATETIME,
          "timestamp",
          DATETIME);

  /**
   * The word in a route's TOML, in payloads and in OpenAPI: {@code str}, {@code int}, {@code
   * datetime}…
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type that a word of the project means, in any letter case. */
  public static Optional<ParameterType> named(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  static List<String> words() {
    return List.of("str", "int", "float", "bool", "date", "datetime", "timestamp");
  }
}
