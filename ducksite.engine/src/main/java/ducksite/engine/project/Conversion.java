package ducksite.engine.project;

/** The outcome of turning a text into a typed value. */
public sealed interface Conversion {

  /**
   * The value.
   *
   * @param value of the type's Java type, or a List of them
   */
  record Converted(Object value) implements Conversion {}

  /**
   * No value.
   *
   * @param detail what is wrong, a sentence fit for the client: {@code expected a whole number but
   *     received 'abc'}
   */
  record Refused(String detail) implements Conversion {}
}
