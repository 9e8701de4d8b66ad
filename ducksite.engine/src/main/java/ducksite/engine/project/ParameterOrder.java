package ducksite.engine.project;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** The order of parameter values. Values of different types, and what is no number, have none. */
final class ParameterOrder {

  private ParameterOrder() {}

  /** Whether a value is equal to another one or before it. */
  static boolean isUpTo(Object value, Object bound) {
    return switch (value) {
      case Long number when bound instanceof Long limit -> number <= limit;
      case Double number when bound instanceof Double limit -> number <= limit;
      case LocalDate date when bound instanceof LocalDate limit -> !date.isAfter(limit);
      case LocalDateTime time when bound instanceof LocalDateTime limit -> !time.isAfter(limit);
      default -> false;
    };
  }
}
