package ducksite.engine.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chart of a page.
 *
 * @param id unique within the page
 * @param type one of {@link ChartType}'s words
 * @param title for people; null for none
 * @param query id of the query with its data
 * @param columns the column that plays each part, such as {@code x} or {@code value}
 * @param series of bars and lines the columns drawn, one series each
 * @param options what else the type takes, such as {@code layout}
 * @param color the column with the colour of each point, null for the palette's
 * @param highlight the column that tells whether a point stands out, null for none
 * @param stacked whether series lie on top of each other
 * @param horizontal whether bars lie
 * @param click what a click chooses, null for nothing
 */
public record ChartSpec(
    String id,
    String type,
    @Nullable String title,
    String query,
    Map<String, String> columns,
    List<String> series,
    Map<String, String> options,
    @Nullable String color,
    @Nullable String highlight,
    boolean stacked,
    boolean horizontal,
    @Nullable ClickSpec click) {

  /** A chart with its own copies of the collections. */
  public ChartSpec {
    columns = new LinkedHashMap<>(columns);
    series = List.copyOf(series);
    options = new LinkedHashMap<>(options);
  }

  /** All columns that its query must deliver. */
  List<String> neededColumns() {
    return series.isEmpty()
        ? List.copyOf(columns.values())
        : java.util.stream.Stream.concat(columns.values().stream(), series.stream()).toList();
  }

  /**
   * The chart over another query.
   *
   * @param computed the columns of that query by what they tell
   */
  ChartSpec withData(String queryId, Map<String, String> computed) {
    return new ChartSpec(
        id,
        type,
        title,
        queryId,
        columns,
        series,
        options,
        computed.get("color"),
        computed.get("highlight"),
        stacked,
        horizontal,
        click);
  }

  /** The chart without an option. */
  ChartSpec without(String option) {
    Map<String, String> others = new LinkedHashMap<>(options);
    others.remove(option);
    return new ChartSpec(
        id,
        type,
        title,
        query,
        columns,
        series,
        others,
        color,
        highlight,
        stacked,
        horizontal,
        click);
  }
}
