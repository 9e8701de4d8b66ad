package ducksite.engine.page;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A kind of chart and the columns that it draws. */
enum ChartType {
  BAR("bar", List.of(), role("x"), role("y")),
  LINE("line", List.of(), role("x"), role("y")),
  AREA("area", List.of(), role("x"), role("y")),
  SCATTER("scatter", List.of("trendline"), role("x"), role("y")),
  EFFECT_SCATTER("effectScatter", List.of(), role("x"), role("y")),
  PIE(
      "pie",
      List.of("inner_radius", "outer_radius", "donut", "ring"),
      role("name", "category", "x"),
      role("value", "y")),
  HEATMAP("heatmap", List.of(), role("x"), role("y"), role("value", "val", "z")),
  GAUGE("gauge", List.of("name", "min", "max"), role("value", "y")),
  FUNNEL("funnel", List.of(), role("name", "category", "x"), role("value", "y")),
  PICTORIAL_BAR("pictorialBar", List.of("symbol"), role("x"), role("y")),
  SANKEY(
      "sankey",
      List.of(),
      role("source", "from"),
      role("target", "to"),
      optional("value", "weight")),
  GRAPH(
      "graph",
      List.of("layout"),
      role("source", "from"),
      role("target", "to"),
      optional("value", "weight")),
  BOXPLOT(
      "boxplot",
      List.of(),
      role("name", "category", "x"),
      role("low"),
      role("q1"),
      role("median"),
      role("q3"),
      role("high")),
  CANDLESTICK(
      "candlestick",
      List.of(),
      role("name", "category", "x"),
      role("open"),
      role("close"),
      role("low"),
      role("high")),
  RADAR("radar", List.of("series_name"), role("indicator", "axis"), role("value"), optional("max")),
  TREEMAP("treemap", List.of(), role("name", "label", "category"), role("value", "size", "weight")),
  SUNBURST(
      "sunburst",
      List.of("radius"),
      role("name", "label", "category"),
      role("value", "size", "weight")),
  /** The first row's JSON is what is drawn. */
  OPTION("option", List.of(), role("option_column"));

  /**
   * A part that a column plays.
   *
   * @param names the key that names the column, and its other names
   * @param isRequired whether nothing is drawn without it
   */
  record Role(List<String> names, boolean isRequired) {

    String name() {
      return names.getFirst();
    }
  }

  final String word;
  final List<String> options;
  final List<Role> roles;

  ChartType(String word, List<String> options, Role... roles) {
    this.word = word;
    this.options = options;
    this.roles = List.of(roles);
  }

  private static Role role(String... names) {
    return new Role(List.of(names), true);
  }

  private static Role optional(String... names) {
    return new Role(List.of(names), false);
  }

  /** The type of a word, whatever its case. */
  static Optional<ChartType> of(String word) {
    return Arrays.stream(values())
        .filter(type -> type != OPTION && type.word.equalsIgnoreCase(word))
        .findFirst();
  }

  /** The words of all types. */
  static Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    Arrays.stream(values()).filter(type -> type != OPTION).forEach(type -> words.add(type.word));
    return words;
  }

  /** Every key that some type has. */
  static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (ChartType type : values()) {
      keys.addAll(type.options);
      type.roles.forEach(role -> keys.addAll(role.names()));
    }
    return keys;
  }

  /** Whether it has axes for names and measures, and several series. */
  boolean isCartesian() {
    return this == BAR || this == LINE || this == AREA;
  }
}
