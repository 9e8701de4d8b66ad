package ducksite.engine.project;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The DuckDB type that a constant is bound with; an identifier is not bound but written into the
 * SQL.
 */
public enum ConstantType {
  VARCHAR,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  DECIMAL,
  INTEGER,
  FLOAT,
  IDENTIFIER;

  private static final Map<String, ConstantType> WORDS =
      Map.ofEntries(
          Map.entry("varchar", VARCHAR),
          Map.entry("text", VARCHAR),
          Map.entry("string", VARCHAR),
          Map.entry("bool", BOOLEAN),
          Map.entry("boolean", BOOLEAN),
          Map.entry("date", DATE),
          Map.entry("timestamp", TIMESTAMP),
          Map.entry("datetime", TIMESTAMP),
          Map.entry("decimal", DECIMAL),
          Map.entry("number", DECIMAL),
          Map.entry("numeric", DECIMAL),
          Map.entry("int", INTEGER),
          Map.entry("integer", INTEGER),
          Map.entry("float", FLOAT),
          Map.entry("double", FLOAT),
          Map.entry("identifier", IDENTIFIER),
          Map.entry("ident", IDENTIFIER));

  /** The type that a word of the project means, in any letter case. */
  public static Optional<ConstantType> named(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  static Set<String> words() {
    return WORDS.keySet();
  }
}
