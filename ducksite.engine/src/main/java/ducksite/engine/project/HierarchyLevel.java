package ducksite.engine.project;

import org.jspecify.annotations.Nullable;

/**
 * One level of a file source.
 *
 * @param pattern which keys of the data map it reads
 * @param rowFilter SQL condition of its rows, null when there is none
 * @param position where the pattern is
 * @param rowFilterPosition where the condition is, or the level
 */
public record HierarchyLevel(
    String pattern, @Nullable String rowFilter, Position position, Position rowFilterPosition) {}
