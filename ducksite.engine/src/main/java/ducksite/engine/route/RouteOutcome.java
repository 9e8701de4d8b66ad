package ducksite.engine.route;

import java.util.OptionalLong;

/**
 * What an execution has done.
 *
 * @param slice the part of the result that was sent
 * @param totalRows rows of the whole result, where they were counted
 * @param truncated whether the site's row limit cut rows off
 */
public record RouteOutcome(Slice slice, OptionalLong totalRows, boolean truncated) {}
