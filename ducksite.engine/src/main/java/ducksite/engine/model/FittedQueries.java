package ducksite.engine.model;

import ducksite.engine.datamap.ChosenFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The simpler forms of one query that were found lately, each for the files that it reads, as long
 * as what is known of them is the same. Bounded; guarded by itself.
 */
public final class FittedQueries {

  private static final int MOST = 8;

  private final CompiledSql query;
  private final Deque<Found> lately = new ArrayDeque<>();

  /** The forms of a query. */
  public FittedQueries(CompiledSql query) {
    this.query = query;
  }

  /**
   * @param versions of the statistics before the files were chosen
   * @param chosen by each scan; the very objects
   * @param fitted null when no scan becomes simpler
   */
  private record Found(List<Long> versions, List<ChosenFiles> chosen, @Nullable FittedSql fitted) {

    boolean isOf(List<Long> otherVersions, List<ChosenFiles> others) {
      for (int index = 0; index < others.size(); index++) {
        if (chosen.get(index) != others.get(index)) {
          return false;
        }
      }
      return versions.equals(otherVersions);
    }
  }

  /**
   * A form of the query that asks less of DuckDB for these values, where the statistics of the
   * files allow one; null where they do not.
   *
   * @param given values of the query's parameters
   */
  public @Nullable FittedSql of(Map<String, ?> given) {
    if (query.scans().isEmpty()) {
      return null;
    }
    List<Long> versions = new ArrayList<>();
    query.scans().forEach(scan -> versions.add(scan.files().version()));
    List<ChosenFiles> chosen = new ArrayList<>();
    query.scans().forEach(scan -> chosen.add(scan.choice(given)));
    Found found = found(versions, chosen);
    if (found.fitted() == null) {
      return null;
    }
    Map<String, Object> values = new HashMap<>(given);
    values.putAll(found.fitted().values());
    return found.fitted().with(values);
  }

  private Found found(List<Long> versions, List<ChosenFiles> chosen) {
    synchronized (this) {
      for (Found each : lately) {
        if (each.isOf(versions, chosen)) {
          return each;
        }
      }
    }
    // What is learned meanwhile makes the versions others, so that this is not found again.
    Found found = new Found(versions, chosen, new Fitting(query, chosen).fit());
    synchronized (this) {
      lately.addFirst(found);
      if (lately.size() > MOST) {
        lately.removeLast();
      }
    }
    return found;
  }
}
