package ducksite.engine.render;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes all rows of one result as Java values. Confined to one thread. */
public final class RecordCollector implements Renderer {

  private final List<List<Object>> columns = new ArrayList<>();
  private List<String> names = List.of();

  /** A collector that has read nothing. */
  public RecordCollector() {}

  @Override
  public String format() {
    return "records";
  }

  @Override
  public String mediaType() {
    return "application/octet-stream";
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out) {
    names = ColumnNames.unique(result.columns());
    names.forEach(name -> columns.add(new ArrayList<>()));
    while (result.next()) {
      context.cancellation().throwIfCancelled();
      for (int index = 0; index < columns.size(); index++) {
        ColumnVector column = result.column(index);
        for (int row = 0; row < result.rowCount(); row++) {
          columns.get(index).add(JavaValues.at(column, row));
        }
      }
    }
  }

  /** The values of each column by its name; of two with one name the second gets a number. */
  public Map<String, List<Object>> table() {
    Map<String, List<Object>> table = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      table.put(names.get(index), columns.get(index));
    }
    return table;
  }

  /** The rows, each the values of its columns by their names. */
  public List<Map<String, Object>> records() {
    List<Map<String, Object>> records = new ArrayList<>();
    int rows = columns.isEmpty() ? 0 : columns.getFirst().size();
    for (int row = 0; row < rows; row++) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (int index = 0; index < names.size(); index++) {
        record.put(names.get(index), columns.get(index).get(row));
      }
      records.add(record);
    }
    return records;
  }
}
