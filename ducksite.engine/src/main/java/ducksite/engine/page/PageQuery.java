package ducksite.engine.page;

import ducksite.api.render.ResultColumn;
import ducksite.engine.model.CompiledSql;
import java.util.List;

/**
 * A query of a page.
 *
 * @param id unique within the page
 * @param sql compiled
 * @param columns names and types of what its author wrote
 */
public record PageQuery(String id, CompiledSql sql, List<ResultColumn> columns) {

  /** A query with its own copy of the columns. */
  public PageQuery {
    columns = List.copyOf(columns);
  }

  /** Whether it is a chart's own form of another query, or a named query of the project. */
  public boolean isDerived() {
    return id.indexOf('#') >= 0 || id.indexOf(':') >= 0;
  }
}
