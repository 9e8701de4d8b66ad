package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The JSON payload of a route: who answers, the column names, the rows as objects, then the counts.
 * The option {@code int64 = "string"} makes 64-bit integers strings.
 */
public final class JsonRenderer implements Renderer {

  /** The provider's constructor. */
  public JsonRenderer() {}

  @Override
  public String format() {
    return "json";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    Output out = new Output(sink);
    JsonStyle style = JsonStyle.of(context);
    JsonValues values = new JsonValues(out, style);
    out.put("{\"route_id\":");
    values.string(context.id());
    out.put(",\"title\":");
    stringOrNull(out, values, context.title());
    out.put(",\"description\":");
    stringOrNull(out, values, context.description());
    out.put(",\"columns\":[");
    String comma = "";
    for (String name : ColumnNames.unique(result.columns())) {
      out.put(comma);
      values.string(name);
      comma = ",";
    }
    out.put("],\"rows\":[");
    ChartRows charts = ChartRows.drawn(context, result.columns());
    long rows = rows(charts.watching(result), context, out, style);
    tail(result, context, out, rows);
    charts(charts, context, out, values);
    out.flush();
  }

  private static long rows(ResultBatches result, RenderContext context, Output out, JsonStyle style)
      throws IOException {
    JsonRows objects = JsonRows.listed(out, style, result.columns());
    long rows = 0;
    while (result.next()) {
      context.cancellation().throwIfCancelled();
      objects.write(result);
      rows += result.rowCount();
    }
    return rows;
  }

  private static void tail(ResultBatches result, RenderContext context, Output out, long rows)
      throws IOException {
    out.put("],\"row_count\":" + rows);
    out.put(",\"total_rows\":" + totalRows(result, context, rows));
    out.put(",\"offset\":" + context.offset());
    out.put(
        ",\"limit\":"
            + (context.limit().isPresent() ? Long.toString(context.limit().getAsLong()) : "null"));
    out.put(",\"elapsed_ms\":");
    out.room(Output.SCALAR);
    out.at = Decimals.small(out.buffer, out.at, Math.round(context.elapsedMillis() * 1000), 3);
    out.put(",\"truncated\":" + result.truncated());
  }

  private static void charts(ChartRows charts, RenderContext context, Output out, JsonValues values)
      throws IOException {
    out.put(",\"charts\":[");
    String comma = "";
    for (ChartRows.Series chart : charts.all()) {
      out.put(comma);
      out.put("{\"id\":");
      values.string(chart.spec().id());
      out.put(",\"html\":");
      values.string(ServerDrawing.of(chart, context));
      out.put('}');
      comma = ",";
    }
    out.put("]}");
  }

  /**
   * Rows of the whole result; null when they are not known: a limit cut the answer, or it lies
   * behind the end.
   */
  private static String totalRows(ResultBatches result, RenderContext context, long rows) {
    if (context.totalRows().isPresent()) {
      return Long.toString(context.totalRows().getAsLong());
    }
    boolean open =
        result.truncated()
            || context.limit().isPresent() && rows == context.limit().getAsLong()
            || context.offset() > 0 && rows == 0;
    return open ? "null" : Long.toString(context.offset() + rows);
  }

  private static void stringOrNull(Output out, JsonValues values, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      values.string(text.get());
    } else {
      out.put(Ascii.NULL);
    }
  }
}
