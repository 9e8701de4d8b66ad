package ducksite.engine.plugin;

/**
 * Counts of one plugin's calls since it was loaded.
 *
 * @param calls calls accepted
 * @param failures calls that ended with an exception
 * @param timeouts calls that overran their deadline
 * @param rejected calls refused because the queue was full or every thread stuck
 * @param nanos time spent inside finished calls
 * @param stuckThreads threads held now by calls that overran their deadline
 */
public record PluginCounters(
    long calls, long failures, long timeouts, long rejected, long nanos, int stuckThreads) {}
