package ducksite.engine.render;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.IOException;
import java.io.OutputStream;

/**
 * CSV for spreadsheets: with a byte order mark, and an apostrophe before texts that would be taken
 * for formulas.
 */
public final class CsvExcelRenderer implements Renderer {

  /** The provider's constructor. */
  public CsvExcelRenderer() {}

  @Override
  public String format() {
    return "csv-excel";
  }

  @Override
  public String mediaType() {
    return "text/csv; charset=utf-8";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out)
      throws IOException {
    CsvTable table = new CsvTable(out, true);
    table.byteOrderMark();
    table.write(result, context);
  }
}
