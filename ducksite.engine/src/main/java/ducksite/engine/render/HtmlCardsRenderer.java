package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A route's answer as cards: {@code title_col} (the first column without it), {@code image_col},
 * and {@code meta_cols} (up to three of the others without it). Rows are written as they come.
 */
public final class HtmlCardsRenderer implements Renderer {

  private static final int MOST_META = 3;

  /** The provider's constructor. */
  public HtmlCardsRenderer() {}

  @Override
  public String format() {
    return "html_c";
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream sink)
      throws IOException {
    FaceColumns named = new FaceColumns(context.options(), result.columns());
    OptionalInt title = named.column("title_col", 0);
    OptionalInt image = named.column("image_col", -1);
    List<Integer> taken = new ArrayList<>();
    title.ifPresent(taken::add);
    image.ifPresent(taken::add);
    Layout layout = new Layout(title, image, named.several("meta_cols", MOST_META, taken));
    FacePage.write(
        format(),
        result,
        context,
        sink,
        (html, face) ->
            cards(
                new Watched(result, context.cancellation()),
                html,
                layout,
                new Images(face, context)));
  }

  private record Layout(OptionalInt title, OptionalInt image, List<Integer> meta) {}

  private static long cards(ResultBatches result, Html html, Layout layout, Images images)
      throws IOException {
    BoundColumn[] columns = BoundColumn.of(result.columns());
    HtmlCells cells = new HtmlCells(html.out());
    html.markup("<ul class=\"wd-cards\">");
    long rows = 0;
    while (result.next()) {
      BoundColumn.bind(columns, result);
      if (layout.image().isPresent()) {
        images.begin(columns[layout.image().getAsInt()], result.rowCount());
      }
      for (int row = 0; row < result.rowCount(); row++) {
        html.markup("<li class=\"ds-card wd-card\">");
        if (layout.image().isPresent()) {
          images.write(html, row);
        }
        if (layout.title().isPresent()) {
          html.markup("<h2>");
          cells.content(columns[layout.title().getAsInt()], row);
          html.markup("</h2>");
        }
        meta(html, cells, columns, layout.meta(), row);
        html.markup("</li>\n");
      }
      rows += result.rowCount();
    }
    html.markup("</ul>");
    return rows;
  }

  private static void meta(
      Html html, HtmlCells cells, BoundColumn[] columns, List<Integer> shown, int row)
      throws IOException {
    if (shown.isEmpty()) {
      return;
    }
    html.markup("<dl>");
    for (int index : shown) {
      html.markup("<div><dt>").text(Words.of(columns[index].column.name())).markup("</dt><dd>");
      cells.content(columns[index], row);
      html.markup("</dd></div>");
    }
    html.markup("</dl>");
  }
}
