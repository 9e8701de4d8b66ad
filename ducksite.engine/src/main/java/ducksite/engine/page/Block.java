package ducksite.engine.page;

import ducksite.engine.project.SourceFragment;

/**
 * A fenced block of a page that is not prose.
 *
 * @param kind {@code sql}, {@code echart}, {@code table} or {@code grid}
 * @param argument the id, or a grid's settings
 * @param body the text between the fences
 */
record Block(String kind, String argument, SourceFragment body) {}
