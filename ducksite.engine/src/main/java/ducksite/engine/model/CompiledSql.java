package ducksite.engine.model;

import ducksite.engine.sql.SqlText;
import java.util.List;
import java.util.Set;

/**
 * A query that needs nothing but files: everything it refers to by name stands in its WITH list.
 *
 * @param artefact the text for people and browsers, with {@code data/…} paths
 * @param executable the text for DuckDB, with physical paths; parameters are still {@code $name}
 * @param dependencies the named queries it refers to itself, in the order of their appearance
 * @param inputs what its content depends on: file sources by name, other files as {@code file:} and
 *     their path
 * @param files the Parquet files it reads, counted
 * @param isVolatile whether two executions over the same inputs may differ, as with {@code now()}
 */
public record CompiledSql(
    String artefact,
    String executable,
    List<String> dependencies,
    Set<String> inputs,
    FileTotals files,
    boolean isVolatile) {

  /** A query with its own copies of the collections. */
  public CompiledSql {
    dependencies = List.copyOf(dependencies);
    inputs = Set.copyOf(inputs);
  }

  /**
   * The same query with one more column, computed from the others.
   *
   * @param expression checked to be one expression
   * @param changes whether two evaluations of it may differ
   */
  public CompiledSql withColumn(String name, String expression, boolean changes) {
    return new CompiledSql(
        extended(artefact, name, expression),
        extended(executable, name, expression),
        dependencies,
        inputs,
        files,
        isVolatile || changes);
  }

  private static String extended(String query, String name, String expression) {
    // Line breaks end comments that the texts may end with.
    return "SELECT base.*, ("
        + expression
        + "\n) AS "
        + SqlText.identifier(name)
        + "\nFROM (\n"
        + query
        + "\n) AS base";
  }
}
