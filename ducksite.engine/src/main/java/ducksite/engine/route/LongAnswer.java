package ducksite.engine.route;

import java.util.Optional;

/** What is known of an answer of limited rows before all of them are there. */
public final class LongAnswer {

  /** So many rows are waited for, so that the headers can tell whether they were cut. */
  private static final long MOST_HELD = 100_000;

  private LongAnswer() {}

  /**
   * Whether it may begin then. It may as JSON, whose own end tells how many rows there were: where
   * that is known already, or where more rows are allowed than can be waited for, and neither a
   * number of rows was asked for nor their count.
   */
  public static boolean mayBegin(RoutePlan plan, RouteResult result) {
    boolean lasting =
        plan.rowLimit() > MOST_HELD && !plan.isCountAskedFor() && result.slice().limit() == null;
    return plan.format().equals(Formats.JSON) && (lasting || result.totalRows().isPresent());
  }

  /** What it will have been; empty where the rows are not counted. */
  public static Optional<RouteOutcome> foreseen(RoutePlan plan, RouteResult result) {
    if (result.totalRows().isEmpty()) {
      return Optional.empty();
    }
    Slice slice = result.slice();
    long behind = Math.max(0, result.totalRows().getAsLong() - slice.offset());
    long rows = slice.limit() == null ? behind : Math.min(behind, slice.limit());
    long most = plan.rowLimit();
    boolean cut = most >= 0 && rows > most;
    return Optional.of(
        new RouteOutcome(slice, cut ? most : rows, result.totalRows(), cut, result.timing()));
  }
}
