package ducksite.engine.project;

import ducksite.api.Options;

/**
 * A chart of a route's result.
 *
 * @param id name, {@code chart_<index>} when none is written
 * @param type kind as written, empty when none is written
 * @param options all keys of the entry
 * @param position where it is declared
 */
public record RouteChart(String id, String type, Options options, Position position) {}
