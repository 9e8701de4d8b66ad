package ducksite.engine.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart of a page.
 *
 * @param id unique within the page
 * @param type {@code bar} or {@code line}
 * @param title for people; null for none
 * @param query id of the query with its data
 * @param x the column of the categories
 * @param series the columns drawn, one series each
 * @param color the column with the colour of each point, null for the palette's
 * @param stacked whether series lie on top of each other
 * @param horizontal whether bars lie
 */
public record ChartSpec(
    String id,
    String type,
    @Nullable String title,
    String query,
    String x,
    List<String> series,
    @Nullable String color,
    boolean stacked,
    boolean horizontal) {

  /** A chart with its own copy of the series. */
  public ChartSpec {
    series = List.copyOf(series);
  }

  ChartSpec withData(String queryId, String colorColumn) {
    return new ChartSpec(id, type, title, queryId, x, series, colorColumn, stacked, horizontal);
  }
}
