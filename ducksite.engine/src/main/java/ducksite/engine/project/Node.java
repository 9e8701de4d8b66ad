package ducksite.engine.project;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a TOML file with its place. */
sealed interface Node permits Node.Sequence, Node.Scalar, TableNode {

  /** Where the value's key is. */
  Position position();

  /** The value in the types of {@link ducksite.api.Options}. */
  Object plain();

  /** What the value is, in words: {@code the string "abc"}. */
  String description();

  /**
   * A list.
   *
   * @param items in the order of the file
   */
  record Sequence(List<Node> items, Position position) implements Node {
    @Override
    public Object plain() {
      return items.stream().map(Node::plain).collect(Collectors.toUnmodifiableList());
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /**
   * A value without parts.
   *
   * @param value a String, Long, Double, Boolean or java.time value
   * @param written the text on the command line, null when it comes from a file
   */
  record Scalar(Object value, @Nullable String written, Position position) implements Node {
    @Override
    public Object plain() {
      return value;
    }

    @Override
    public String description() {
      return switch (value) {
        case String text ->
            "the string \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
        case Long number -> "the whole number " + number;
        case Double number -> "the number " + number;
        case LocalDate date -> "the date " + date;
        case LocalTime time -> "the time " + time;
        case LocalDateTime time -> "the time stamp " + time;
        case OffsetDateTime time -> "the time stamp " + time;
        default -> value.toString();
      };
    }
  }
}
