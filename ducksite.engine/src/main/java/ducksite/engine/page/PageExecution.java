package ducksite.engine.page;

import ducksite.engine.render.CapturedResult;
import java.util.List;
import java.util.Map;

/**
 * The results of a page's queries.
 *
 * @param choice what its reader has chosen
 * @param choices what there is to choose from, by input
 * @param results by query id
 * @param failures what to tell a reader instead of a result, by query id
 * @param notes what to tell where nothing is to be shown, by query id
 */
public record PageExecution(
    PageChoice choice,
    Map<String, List<InputOptions.Choice>> choices,
    Map<String, CapturedResult> results,
    Map<String, String> failures,
    Map<String, String> notes) {

  /** The most rows of a query that travel with its page. */
  public static final int MAX_ROWS = 10_000;

  /** Results with their own copies of the maps. */
  public PageExecution {
    choices = Map.copyOf(choices);
    results = Map.copyOf(results);
    failures = Map.copyOf(failures);
    notes = Map.copyOf(notes);
  }
}
