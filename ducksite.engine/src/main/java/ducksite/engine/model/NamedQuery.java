package ducksite.engine.model;

import ducksite.api.render.ResultColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A query that others read by its name.
 *
 * @param name as written; names are compared without case
 * @param kind where it comes from
 * @param sql the compiled query
 * @param columns names and types of its result
 */
public record NamedQuery(String name, Kind kind, CompiledSql sql, List<ResultColumn> columns) {

  /** Where a named query comes from. */
  public enum Kind {
    /** The view of a {@code [[file_sources]]} entry. */
    FILE_SOURCE,
    /** The view of one value of a source's template, or of all values with parameters. */
    FILE_SOURCE_TEMPLATE,
    /** A block of {@code sources_sql}. */
    MODEL,
    /** A {@code sql} block of a page; it can be shown, not read by others. */
    PAGE_QUERY,
    /** The SQL of a route, or of whoever asks; nobody else can name it. */
    ROUTE_QUERY;

    /** The name in {@code _manifest.json}. */
    public String manifestName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A query with its own copy of the columns. */
  public NamedQuery {
    columns = List.copyOf(columns);
  }

  /** The file that {@code static/sql} holds for it: a line of figures, then the query. */
  public String artefact() {
    String text = sql.artefact();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return sql.files().metricsLine(bytes) + "\n" + text + "\n";
  }
}
