package ducksite.engine.page;

import ducksite.engine.render.CapturedResult;
import java.util.Map;

/**
 * The results of a page's queries.
 *
 * @param results by query id
 * @param failures what to tell a reader instead of a result, by query id
 */
public record PageExecution(Map<String, CapturedResult> results, Map<String, String> failures) {

  /** The most rows of a query that travel with its page. */
  public static final int MAX_ROWS = 10_000;

  /** Results with their own copies of the maps. */
  public PageExecution {
    results = Map.copyOf(results);
    failures = Map.copyOf(failures);
  }
}
