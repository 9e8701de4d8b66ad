package ducksite.engine.project;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The values that keys stand for, by type: String (also words of a choice), Boolean, Long, Double,
 * Duration, Long bytes, a List of String, or the node itself for tables, lists and free values.
 */
final class KeyValues {

  private KeyValues() {}

  /** The value of a node, or empty when it is not of the key's type. */
  static Optional<Object> read(ConfigKey key, Node node) {
    @Nullable Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
    return switch (key.type()) {
      case STRING, CHOICE -> Optional.ofNullable(value instanceof String ? value : null);
      case BOOLEAN -> Optional.ofNullable(value instanceof Boolean ? value : null);
      case INTEGER -> Optional.ofNullable(value instanceof Long ? value : null);
      case NUMBER -> number(value).map(Object.class::cast);
      case DURATION ->
          value instanceof String text
              ? Quantities.duration(text).map(Object.class::cast)
              : Optional.empty();
      case SECONDS -> seconds(value).map(Object.class::cast);
      case SIZE -> size(value).map(Object.class::cast);
      case STRINGS -> strings(node).map(Object.class::cast);
      case WORDS ->
          (value instanceof String text ? Optional.of(words(text)) : strings(node))
              .map(Object.class::cast);
      case TABLE -> Optional.ofNullable(node instanceof TableNode ? node : null);
      case TABLES -> Optional.ofNullable(isTables(node) ? node : null);
      case LIST -> Optional.ofNullable(node instanceof Node.Sequence ? node : null);
      case ANY -> Optional.of(node);
      case RETIRED -> Optional.empty();
    };
  }

  /**
   * The part of a value of the wrong type that is wrong: the first bad item of a list, else all of
   * it.
   */
  static Node culprit(ConfigKey key, Node node) {
    if (!(node instanceof Node.Sequence list)) {
      return node;
    }
    return switch (key.type()) {
      case STRINGS, WORDS -> first(list, item -> !(item.plain() instanceof String));
      case TABLES -> first(list, item -> !(item instanceof TableNode));
      default -> node;
    };
  }

  private static Node first(Node.Sequence list, Predicate<Node> wrong) {
    return list.items().stream().filter(wrong).findFirst().orElse(list);
  }

  /** The value of a default as the catalogue writes it. */
  static Object parseDefault(ConfigKey key, String text) {
    Optional<? extends Object> value =
        switch (key.type()) {
          case STRING, CHOICE -> Optional.of(text);
          case BOOLEAN -> Optional.of(Boolean.valueOf(text));
          case INTEGER -> Optional.of(Long.valueOf(text));
          case NUMBER -> Optional.of(Double.valueOf(text));
          case SECONDS -> seconds(Double.valueOf(text));
          case SIZE -> Quantities.bytes(text);
          case DURATION -> Quantities.duration(text);
          case STRINGS, WORDS ->
              Optional.of(
                  Arrays.asList(text.split("[\\[\\]\", ]+")).stream()
                      .filter(w -> !w.isEmpty())
                      .toList());
          case LIST, TABLE, TABLES, ANY, RETIRED -> Optional.empty();
        };
    return value.orElseThrow(
        () -> new IllegalStateException("the default of " + key.path() + " is no " + key.type()));
  }

  /**
   * What is wrong with a value of the right type, as the words that follow "must be"; empty when
   * nothing is.
   */
  static Optional<String> refusal(ConfigKey key, Object value) {
    if (key.type() == KeyType.CHOICE && !key.choices().contains((String) value)) {
      return Optional.of(
          "one of " + String.join(", ", key.choices().stream().map(c -> "\"" + c + "\"").toList()));
    }
    double magnitude =
        switch (value) {
          case Duration duration -> duration.toMillis();
          case Number number -> number.doubleValue();
          default -> Double.NaN;
        };
    if (Double.isNaN(magnitude) || magnitude >= key.minimum() && magnitude <= key.maximum()) {
      return Optional.empty();
    }
    String most = key.maximum() == Long.MAX_VALUE ? "" : " and at most " + key.maximum();
    boolean positive = value instanceof Duration && key.minimum() == 1;
    return Optional.of(positive ? "longer than nothing" : "at least " + key.minimum() + most);
  }

  private static Optional<Double> number(@Nullable Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  private static Optional<Duration> seconds(@Nullable Object value) {
    return value instanceof String text
        ? Quantities.duration(text)
        : number(value).map(number -> Duration.ofMillis(Math.round(number * 1000)));
  }

  private static Optional<Long> size(@Nullable Object value) {
    return switch (value) {
      case Long bytes -> Optional.of(bytes);
      case String text -> Quantities.bytes(text);
      case null, default -> Optional.empty();
    };
  }

  private static Optional<List<String>> strings(Node node) {
    if (!(node instanceof Node.Sequence list)) {
      return Optional.empty();
    }
    List<String> texts =
        list.items().stream()
            .map(Node::plain)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList();
    return texts.size() == list.items().size() ? Optional.of(texts) : Optional.empty();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  private static boolean isTables(Node node) {
    return node instanceof TableNode
        || node instanceof Node.Sequence list
            && list.items().stream().allMatch(TableNode.class::isInstance);
  }
}
