package ducksite.engine.page;

import ducksite.engine.project.Roles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled page.
 *
 * @param url canonical path, {@code /} or {@code /a/b} or {@code /a/}
 * @param file the Markdown file, relative to the project
 * @param title its first heading
 * @param roles who may see it
 * @param parts in the order of the text
 * @param inputs what its reader chooses
 * @param charts by id
 * @param tables by id
 * @param queries by id, those that charts and tables read
 * @param open references that the reader's choice decides, by their text
 */
public record Page(
    String url,
    String file,
    String title,
    Roles roles,
    List<PagePart> parts,
    PageInputs inputs,
    Map<String, ChartSpec> charts,
    Map<String, TableSpec> tables,
    Map<String, PageQuery> queries,
    Map<String, QueryReference> open) {

  /** A page with its own copies of the collections. */
  public Page {
    parts = List.copyOf(parts);
    charts = new LinkedHashMap<>(charts);
    tables = new LinkedHashMap<>(tables);
    queries = new LinkedHashMap<>(queries);
    open = new LinkedHashMap<>(open);
  }

  /**
   * Whether the result of a query is visible: in a chart, a table, a list to choose from, or as a
   * cell of its own.
   */
  public boolean shows(String query) {
    return charts.values().stream().anyMatch(chart -> chart.query().equals(query))
        || tables.values().stream().anyMatch(table -> table.query().equals(query))
        || inputs.all().stream()
            .map(InputSpec::options)
            .anyMatch(options -> options != null && options.query().text().equals(query))
        || parts.stream()
            .filter(PagePart.Grid.class::isInstance)
            .flatMap(part -> ((PagePart.Grid) part).rows().stream())
            .flatMap(List::stream)
            .anyMatch(cell -> cell.id().equals(query));
  }

  /**
   * The canonical path of a Markdown file, given relative to {@code content/} without its suffix.
   */
  public static String urlOf(String path) {
    if (path.equals("index")) {
      return "/";
    }
    return path.endsWith("/index")
        ? "/" + path.substring(0, path.length() - "index".length())
        : "/" + path;
  }
}
