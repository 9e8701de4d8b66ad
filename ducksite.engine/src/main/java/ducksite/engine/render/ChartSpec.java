package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.ResultColumn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One chart of a route as its declaration says.
 *
 * @param id unique among the route's charts
 * @param type a name of {@link #TYPES}, or of a plugin's
 * @param x column along the chart, empty for the rows' numbers
 * @param y columns drawn
 * @param options all keys of the declaration
 */
public record ChartSpec(String id, String type, String x, List<String> y, Options options) {

  /** The types of Chart.js. */
  public static final List<String> TYPES =
      List.of("bar", "bubble", "doughnut", "line", "pie", "polarArea", "radar", "scatter");

  /** The type that the server draws. */
  static final String LINE = "line";

  /** A specification with its own copy of the columns. */
  public ChartSpec {
    y = List.copyOf(y);
  }

  /** The chart of a declaration; its columns are those written. */
  public static ChartSpec of(Options declared) {
    return new ChartSpec(
        text(declared, "id").orElse("chart"),
        type(text(declared, "type").orElse("")),
        text(declared, "x").orElse(""),
        texts(declared, "y"),
        declared);
  }

  /** The type of Chart.js that a word means, whatever its case; the word itself for another. */
  public static String type(String word) {
    return TYPES.stream()
        .filter(type -> type.equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseGet(() -> word.strip().toLowerCase(Locale.ROOT));
  }

  /** The columns of a key that is a text or a list of texts. */
  public static List<String> texts(Options declared, String key) {
    return switch (declared.asMap().get(key)) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case Object single -> List.of(single.toString());
    };
  }

  /** The columns drawn of a result: those of {@code y}, or the first one besides {@code x}. */
  List<String> drawn(List<ResultColumn> columns) {
    return y.isEmpty()
        ? columns.stream()
            .map(ResultColumn::name)
            .filter(name -> !name.equalsIgnoreCase(x))
            .limit(1)
            .toList()
        : y;
  }

  /**
   * The names of what is drawn for people: those of {@code dataset_labels}, a single one's {@code
   * label}, else the columns'.
   */
  List<String> labels(List<String> columns) {
    List<String> given = texts(options, "dataset_labels");
    if (given.isEmpty() && columns.size() == 1) {
      return List.of(text(options, "label").orElse(columns.getFirst()));
    }
    return IntStream.range(0, columns.size())
        .mapToObj(index -> index < given.size() ? given.get(index) : columns.get(index))
        .toList();
  }

  /** The chart's name for people. */
  String title() {
    return text(options, "title").or(() -> text(options, "heading")).orElse(id);
  }

  /** What an author has written at a key, as text whatever its type. */
  static Optional<String> text(Options declared, String key) {
    Object value = declared.asMap().get(key);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }
}
