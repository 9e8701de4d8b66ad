package ducksite.engine.plugin.verify;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the value of an option may be. */
public enum OptionType {
  /** A text. */
  STRING("a string", String.class),
  /** A whole number of 64 bits. */
  INTEGER("a whole number", Long.class),
  /** A number, whole or not. */
  NUMBER("a number", Double.class, Long.class),
  /** True or false. */
  BOOLEAN("true or false", Boolean.class),
  /** A date such as {@code 2026-01-31}. */
  DATE("a date", LocalDate.class),
  /** A time of day. */
  TIME("a time", LocalTime.class),
  /** A date with a time, with or without an offset. */
  DATETIME("a date with a time", LocalDateTime.class, OffsetDateTime.class),
  /** A list, whose values {@code items} describes. */
  LIST("a list", List.class),
  /** A table, whose keys {@code options} describes. */
  TABLE("a table", Map.class),
  /** Any value. */
  ANY("a value", Object.class);

  private final String expectation;
  private final List<Class<?>> classes;

  OptionType(String expectation, Class<?>... classes) {
    this.expectation = expectation;
    this.classes = List.of(classes);
  }

  static Optional<OptionType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(OptionType::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type in a sentence: {@code a whole number}. */
  String expectation() {
    return expectation;
  }

  boolean accepts(Object value) {
    return classes.stream().anyMatch(type -> type.isInstance(value));
  }
}
