package ducksite.testkit;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Chart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A chart with the points that the test says. Immutable. */
public final class TestChart implements Chart {

  private final String id;
  private final String title;
  private final List<String> labels;
  private final Map<String, List<@Nullable Double>> values;
  private final List<String> series;
  private final Options options;
  private final Cancellation cancellation;

  private TestChart(
      String id,
      String title,
      List<String> labels,
      List<String> series,
      Map<String, List<@Nullable Double>> values,
      Options options,
      Cancellation cancellation) {
    this.id = id;
    this.title = title;
    this.labels = labels;
    this.series = series;
    this.values = values;
    this.options = options;
    this.cancellation = cancellation;
  }

  /** A chart without series; its id is its title. */
  public static TestChart of(String id, List<String> labels) {
    return new TestChart(
        id, id, List.copyOf(labels), List.of(), Map.of(), Options.empty(), () -> false);
  }

  /**
   * The same chart with one more series.
   *
   * @param points a value for each label, null for none
   * @throws IllegalArgumentException when there are more or fewer values than labels
   */
  public TestChart withSeries(String name, List<? extends @Nullable Number> points) {
    if (points.size() != labels.size()) {
      throw new IllegalArgumentException("a value is wanted for each of the labels");
    }
    List<@Nullable Double> numbers = new ArrayList<>();
    for (Number point : points) {
      numbers.add(point == null ? null : Double.valueOf(point.doubleValue()));
    }
    List<String> names = new ArrayList<>(series);
    names.add(name);
    Map<String, List<@Nullable Double>> all = new java.util.HashMap<>(values);
    all.put(name, Collections.unmodifiableList(numbers));
    return new TestChart(id, title, labels, List.copyOf(names), all, options, cancellation);
  }

  /** The same chart with this title. */
  public TestChart withTitle(String text) {
    return new TestChart(id, text, labels, series, values, options, cancellation);
  }

  /** The same chart with these keys of its declaration. */
  public TestChart withOptions(Map<String, ?> keys) {
    return new TestChart(id, title, labels, series, values, Options.of(keys), cancellation);
  }

  /** The same chart with this cancellation. */
  public TestChart withCancellation(Cancellation other) {
    return new TestChart(id, title, labels, series, values, options, other);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public List<String> series() {
    return series;
  }

  @Override
  public OptionalDouble value(int which, int point) {
    Double value = values.getOrDefault(series.get(which), List.of()).get(point);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }
}
