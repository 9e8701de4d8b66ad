package ducksite.engine.project;

/**
 * One column of a total order.
 *
 * @param column name of the column, without quotes
 * @param descending whether the greatest comes first
 * @param nullsFirst whether NULL comes first; last when nothing is written
 * @param position where it is written
 */
public record OrderTerm(String column, boolean descending, boolean nullsFirst, Position position) {}
