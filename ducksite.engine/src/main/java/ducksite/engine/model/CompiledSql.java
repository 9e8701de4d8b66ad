package ducksite.engine.model;

import ducksite.engine.datamap.FileList;
import ducksite.engine.duck.BoundSql;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.InputReferences;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.Placeholders;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.WithClause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A query that needs nothing but files: everything it refers to by name stands in its WITH list.
 *
 * @param artefact the text for people and browsers, with {@code data/…} paths
 * @param executable the text for DuckDB, with physical paths; parameters are still {@code $name}
 * @param dependencies the named queries it refers to itself, in the order of their appearance
 * @param inputs what its content depends on: file sources by name, other files as {@code file:} and
 *     their path
 * @param files the Parquet files it reads, counted
 * @param scans how it reads them
 * @param isVolatile whether two executions over the same inputs may differ, as with {@code now()}
 */
public record CompiledSql(
    String artefact,
    String executable,
    List<String> dependencies,
    Set<String> inputs,
    FileTotals files,
    List<FileScan> scans,
    boolean isVolatile) {

  /** A query with its own copies of the collections. */
  public CompiledSql {
    dependencies = List.copyOf(dependencies);
    inputs = Set.copyOf(inputs);
    scans = List.copyOf(scans);
  }

  /** A query of which nothing is known but its author's text, and which is never executed. */
  public static CompiledSql unknown(String text) {
    return new CompiledSql(text, "", List.of(), Set.of(), FileTotals.NONE, List.of(), false);
  }

  /**
   * The same query with common tables in front of its own.
   *
   * @param tables definitions such as {@code "orders" AS (…)}
   */
  public CompiledSql withTables(List<String> tables) {
    return new CompiledSql(
        WithClause.prepend(tables, artefact),
        WithClause.prepend(tables, executable),
        dependencies,
        inputs,
        files,
        scans,
        isVolatile);
  }

  /**
   * The same query with more columns, computed from the others.
   *
   * @param expressions checked to be one expression each, by the columns' names
   * @param changes whether two evaluations of one may differ
   */
  public CompiledSql withColumns(Map<String, String> expressions, boolean changes) {
    return new CompiledSql(
        extended(artefact, expressions),
        extended(executable, expressions),
        dependencies,
        inputs,
        files,
        scans,
        isVolatile || changes);
  }

  /** The parameters that its author wrote, in the order of the text, each once. */
  public Set<String> parameterNames() {
    Set<String> names = new LinkedHashSet<>();
    Placeholders.find(executable).forEach(each -> names.add(each.name()));
    names.removeIf(name -> FileScan.isOwn(name) || InputReferences.isReference(name));
    return names;
  }

  /** The parameters that stand for what the reader of a page chooses, each once. */
  public Set<String> inputReferences() {
    Set<String> names = new LinkedHashSet<>();
    Placeholders.find(executable).forEach(each -> names.add(each.name()));
    names.removeIf(name -> !InputReferences.isReference(name));
    return names;
  }

  /**
   * The same query where some parameters have become expressions.
   *
   * @param expressions checked to be one expression each, by the parameters' names
   * @param conditions takes an expression apart, so that it decides on files
   */
  public CompiledSql with(Map<String, String> expressions, Function<String, Condition> conditions) {
    Function<String, Condition> named =
        parameter ->
            expressions.containsKey(parameter)
                ? conditions.apply(expressions.get(parameter))
                : new Condition.Named(parameter);
    return new CompiledSql(
        artefact,
        InputReferences.replaced(executable, expressions),
        dependencies,
        inputs,
        files,
        expressions.isEmpty() ? scans : scans.stream().map(scan -> scan.filled(named)).toList(),
        isVolatile);
  }

  /**
   * The values of all parameters of an execution: those given, and the files to read for them.
   *
   * @param given by the parameters' names
   */
  public Map<String, Object> parameters(Map<String, ?> given) {
    Map<String, Object> all = new HashMap<>(given);
    scans.forEach(scan -> scan.bind(given, all));
    return all;
  }

  /**
   * The files of the map that an execution reads.
   *
   * @param given as for {@link #parameters}
   */
  public List<FileList> read(Map<String, ?> given) {
    return scans.stream().map(scan -> scan.read(given)).toList();
  }

  /** The files that an execution reads by source, beside those that the query names at all. */
  public Map<String, SourceReads> sourcesRead(Map<String, ?> given) {
    Map<String, FileTotals> read = FileTotals.bySource(read(given));
    Map<String, SourceReads> sources = new TreeMap<>();
    FileTotals.bySource(scans.stream().map(scan -> scan.files().files()).toList())
        .forEach(
            (source, all) ->
                sources.put(
                    source, new SourceReads(read.getOrDefault(source, FileTotals.NONE), all)));
    return sources;
  }

  /**
   * What an execution reads of a source.
   *
   * @param read the files that it opens
   * @param named the files that the query names; the others of them cannot hold rows for it
   */
  public record SourceReads(FileTotals read, FileTotals named) {}

  /** The same for a query of which only the columns are asked: of equal files one is enough. */
  Map<String, Object> columnParameters(Map<String, ?> given) {
    Map<String, Object> all = new HashMap<>(given);
    scans.forEach(scan -> scan.bindColumns(all));
    return all;
  }

  /** The query, ready to be executed. */
  public BoundSql bound(Map<String, ?> given) {
    NamedSql named = Placeholders.number(executable);
    Map<String, Object> all = parameters(given);
    List<Object> values = new ArrayList<>();
    named.names().forEach(name -> values.add(all.get(name)));
    return new BoundSql(named.sql(), values);
  }

  private static String extended(String query, Map<String, String> expressions) {
    StringBuilder columns = new StringBuilder("SELECT base.*");
    // Line breaks end comments that the texts may end with.
    expressions.forEach(
        (name, expression) ->
            columns
                .append(", (")
                .append(expression)
                .append("\n) AS ")
                .append(SqlText.identifier(name)));
    return columns + "\nFROM (\n" + query + "\n) AS base";
  }
}
