package ducksite.engine.route;

import java.util.OptionalLong;

/**
 * What an execution has done.
 *
 * @param slice the part of the result that was sent
 * @param rows how many were sent
 * @param totalRows rows of the whole result, where they were counted
 * @param truncated whether a row limit cut rows off
 * @param timing where the time went
 */
public record RouteOutcome(
    Slice slice, long rows, OptionalLong totalRows, boolean truncated, RouteTiming timing) {}
