package ducksite.engine.duck;

/**
 * One occurrence of a table's name.
 *
 * @param name without quotes, as written; DuckDB compares names without case
 * @param start offset of the name, of its quote where it has one
 * @param end offset behind the name; an alias is not part of it
 */
public record TableReference(String name, int start, int end) {}
