package ducksite.engine.project;

import org.jspecify.annotations.Nullable;

/**
 * A second place that a problem speaks of, such as the first of two definitions.
 *
 * @param file relative to the project root with forward slashes, null when it is not in a file
 * @param line 1-based, 0 when unknown
 * @param column 1-based in characters (code points), 0 when unknown
 * @param message what is to be seen there
 */
public record Place(@Nullable String file, int line, int column, String message) {}
