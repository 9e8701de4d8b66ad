package ducksite.api.render;

import ducksite.api.ApiStatus;
import ducksite.api.Cancellation;
import ducksite.api.Options;
import java.util.List;
import java.util.OptionalDouble;

/** What a {@link ChartRenderer} draws: the points of a {@code [[charts]]} entry. Immutable. */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_CALL)
public interface Chart {

  /** The chart's {@code id}, unique in its route. */
  String id();

  /** A title for people. */
  String title();

  /** The names of the points: the values of the column {@code x}, or their numbers. */
  List<String> labels();

  /** The names of the columns {@code y}. */
  List<String> series();

  /**
   * A value; empty where the result has none or it is no number. Truth is 1 or 0, a moment its
   * seconds since 1970.
   *
   * @param series position in {@link #series}
   * @param point position in {@link #labels}
   */
  OptionalDouble value(int series, int point);

  /** All keys of the {@code [[charts]]} entry. */
  Options options();

  /** Whether the page is still wanted. */
  Cancellation cancellation();
}
