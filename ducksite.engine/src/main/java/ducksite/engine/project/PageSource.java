package ducksite.engine.project;

/**
 * A Markdown page.
 *
 * @param path path below {@code content} without {@code .md}, forward slashes: {@code sales/index}
 * @param text the file
 */
public record PageSource(String path, SourceText text) {}
