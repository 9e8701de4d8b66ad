package ducksite.engine.plugin;

import java.util.List;

/**
 * Counts of one plugin's calls since it was loaded.
 *
 * @param calls calls accepted
 * @param failures calls that ended with an exception
 * @param timeouts calls that overran their deadline
 * @param abandoned calls that were running when they were left, at their deadline or because their
 *     caller had gone
 * @param rejected calls refused because the queue was full or every thread stuck
 * @param nanos time spent inside finished calls
 * @param durations finished calls by duration: those up to each bound of {@link #SECONDS} and above
 *     the one before, then those above the last
 * @param queued calls that wait for a thread now
 * @param active calls that run now
 * @param stuckThreads threads held now by calls that were left
 */
public record PluginCounters(
    long calls,
    long failures,
    long timeouts,
    long abandoned,
    long rejected,
    long nanos,
    List<Long> durations,
    int queued,
    int active,
    int stuckThreads) {

  /** Bounds of {@link #durations}, in seconds. */
  public static final List<Double> SECONDS = List.of(0.001, 0.01, 0.05, 0.1, 0.5, 1.0, 2.5, 10.0);

  public PluginCounters {
    durations = List.copyOf(durations);
  }
}
