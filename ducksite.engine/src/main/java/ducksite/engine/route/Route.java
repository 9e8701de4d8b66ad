package ducksite.engine.route;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.project.RouteSource;
import java.util.List;
import java.util.Set;

/** A compiled route: what it is called, what it takes, what it answers, and how. Immutable. */
public final class Route {

  private final RouteSource source;
  private final RoutePattern pattern;
  private final CompiledSql sql;
  private final List<ResultColumn> columns;
  private final List<Step> steps;
  private final Set<String> formats;

  Route(
      RouteSource source,
      CompiledSql sql,
      List<ResultColumn> columns,
      List<Step> steps,
      Set<String> formats) {
    this.source = source;
    this.pattern = RoutePattern.of(source.path());
    this.sql = sql;
    this.columns = List.copyOf(columns);
    this.steps = List.copyOf(steps);
    this.formats = Set.copyOf(formats);
  }

  /** The declaration. */
  public RouteSource source() {
    return source;
  }

  /** The unique name. */
  public String id() {
    return source.id();
  }

  /** The path it answers at. */
  public RoutePattern pattern() {
    return pattern;
  }

  /** The query. */
  public CompiledSql sql() {
    return sql;
  }

  /** Names and types of the result. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** Names of the formats that may be asked for. */
  public Set<String> formats() {
    return formats;
  }

  List<Step> steps() {
    return steps;
  }

  @Override
  public String toString() {
    return "route " + id() + " at " + pattern;
  }
}
