package ducksite.engine.page;

import ducksite.engine.render.CapturedResult;
import ducksite.engine.render.HtmlTable;
import ducksite.engine.render.HtmlText;
import ducksite.engine.render.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A page as HTML, with its first results inside: tables are complete without a script, charts have
 * their data as a table too and as JSON for the script that draws them.
 */
public final class PageHtml {

  /** Rows of a chart's data shown as a table. */
  private static final int CHART_ROWS = 200;

  private final Page page;
  private final PageExecution execution;
  private final StringBuilder html = new StringBuilder();

  private PageHtml(Page page, PageExecution execution) {
    this.page = page;
    this.execution = execution;
  }

  /** The whole document. */
  public static String document(Page page, PageExecution execution, Shell shell) {
    PageHtml writer = new PageHtml(page, execution);
    try {
      for (PagePart part : page.parts()) {
        writer.part(part);
      }
      String trailer =
          page.charts().isEmpty() && page.tables().values().stream().noneMatch(TableSpec::isLive)
              ? ""
              : "<script type=\"application/json\" id=\"ducksite-page\">"
                  + PageData.json(page, execution)
                  + "</script>";
      String current = shell.basePath() + page.url().substring(1);
      return shell.document(page.title(), current, writer.html.toString(), trailer);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be written", e);
    }
  }

  private void part(PagePart part) throws IOException {
    switch (part) {
      case PagePart.Prose(String prose) ->
          html.append("<section class=\"ds-prose\">").append(prose).append("</section>\n");
      case PagePart.Grid grid -> grid(grid);
      case PagePart.Inputs _ -> html.append(InputsHtml.form(page, execution));
      case PagePart.Missing(String title) -> missing(title);
    }
  }

  /** What an author wrote and this version does not do has its place all the same. */
  private void missing(String title) {
    html.append("<div class=\"ds-card ds-missing\"><strong>")
        .append(HtmlText.escape(title))
        .append("</strong><p class=\"ds-note\">Nothing can be submitted here yet.</p></div>\n");
  }

  private void grid(PagePart.Grid grid) throws IOException {
    html.append("<div class=\"ds-grid\">\n");
    for (var row : grid.rows()) {
      for (PagePart.Cell cell : row) {
        html.append("<div class=\"ds-cell ds-span-").append(cell.span()).append("\">");
        if (!cell.id().isEmpty()) {
          cell(cell.id());
        }
        html.append("</div>\n");
      }
    }
    html.append("</div>\n");
  }

  private void cell(String id) throws IOException {
    ChartSpec chart = page.charts().get(id);
    TableSpec table = page.tables().get(id);
    if (chart != null) {
      chart(chart);
    } else if (table != null) {
      table(title(table.title()), table.query(), table.limit(), table);
    } else {
      table(null, id, TableSpec.DEFAULT_LIMIT, null);
    }
  }

  private void chart(ChartSpec chart) throws IOException {
    CapturedResult result = execution.results().get(chart.query());
    String title = title(chart.title());
    if (result == null) {
      failure(title, chart.query());
      return;
    }
    String label = title == null ? chart.id() : title;
    html.append("<figure class=\"ds-card ds-chart-card\">");
    caption(title);
    html.append("<div class=\"ds-chart\" data-chart=\"")
        .append(HtmlText.escape(chart.id()))
        .append("\" role=\"img\" aria-label=\"")
        .append(
            HtmlText.escape(label + ", " + chart.type() + " chart; its data follows as a table"))
        .append("\"></div><details class=\"ds-data\"><summary>Show data</summary>");
    table(result, CHART_ROWS);
    html.append("</details></figure>");
  }

  private void table(@Nullable String title, String query, int limit, @Nullable TableSpec table)
      throws IOException {
    CapturedResult result = execution.results().get(query);
    if (result == null) {
      failure(title, query);
      return;
    }
    html.append("<figure class=\"ds-card ds-table-card\"");
    if (table != null && table.isLive()) {
      html.append(" data-table=\"").append(HtmlText.escape(table.id())).append('"');
    }
    html.append('>');
    caption(title);
    table(result, limit);
    html.append("</figure>");
  }

  private void table(CapturedResult result, int limit) throws IOException {
    html.append("<div class=\"ds-scroll\" tabindex=\"0\">");
    long shown = HtmlTable.append(result, limit, html);
    html.append("</div>");
    if (shown < result.rowCount() || result.truncated()) {
      String all =
          result.truncated()
              ? "more than " + grouped(result.rowCount())
              : grouped(result.rowCount());
      html.append("<p class=\"ds-note\">Showing ")
          .append(grouped(shown))
          .append(" of ")
          .append(all)
          .append(" rows</p>");
    }
  }

  /** A title with what the reader has chosen. */
  private @Nullable String title(@Nullable String written) {
    return written == null ? null : QueryReference.filled(written, execution.choice().texts());
  }

  private void failure(@Nullable String title, String query) {
    String note = execution.notes().get(query);
    if (note != null) {
      html.append("<figure class=\"ds-card\">");
      caption(title);
      html.append("<p class=\"ds-chart-message\">")
          .append(HtmlText.escape(note))
          .append("</p></figure>");
      return;
    }
    String text = execution.failures().getOrDefault(query, "This part of the page has a problem.");
    html.append("<div class=\"ds-problem\" role=\"alert\"><strong>")
        .append(HtmlText.escape(title == null ? "No data" : title))
        .append("</strong><p>")
        .append(HtmlText.escape(text))
        .append("</p></div>");
  }

  private void caption(@Nullable String title) {
    if (title != null) {
      html.append("<figcaption>").append(HtmlText.escape(title)).append("</figcaption>");
    }
  }

  private static String grouped(long number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }
}
