package ducksite.engine.page;

import ducksite.engine.render.CapturedResult;
import ducksite.engine.render.HtmlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page's script needs, as JSON that is safe inside a script element: the charts, the tables
 * that are more than their cells, and the results of both.
 */
final class PageData {

  private final Page page;
  private final PageExecution execution;

  private PageData(Page page, PageExecution execution) {
    this.page = page;
    this.execution = execution;
  }

  static String json(Page page, PageExecution execution) throws IOException {
    return new PageData(page, execution).json();
  }

  private String json() throws IOException {
    List<TableSpec> tables = page.tables().values().stream().filter(TableSpec::isLive).toList();
    Set<String> read = new LinkedHashSet<>();
    page.charts().values().forEach(chart -> read.add(chart.query()));
    tables.forEach(table -> read.add(table.query()));
    ByteArrayOutputStream queries = new ByteArrayOutputStream();
    for (String query : read) {
      CapturedResult result = execution.results().get(query);
      if (result != null) {
        queries.write(
            ((queries.size() == 0 ? "" : ",") + quoted(query) + ":")
                .getBytes(StandardCharsets.UTF_8));
        result.writeJson(queries);
      }
    }
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "charts", objects(page.charts().values().stream().toList(), ChartSpec::id, this::chart));
    if (!tables.isEmpty()) {
      parts.put("tables", objects(tables, TableSpec::id, PageData::table));
    }
    parts.put("queries", "{" + queries.toString(StandardCharsets.UTF_8) + "}");
    return object(parts);
  }

  private String chart(ChartSpec chart) {
    String series =
        chart.series().stream()
            .map(column -> "{\"name\":" + quoted(column) + ",\"column\":" + quoted(column) + "}")
            .collect(Collectors.joining(","));
    String title =
        chart.title() == null
            ? null
            : QueryReference.filled(chart.title(), execution.choice().texts());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", quoted(chart.type()));
    fields.put("title", text(title));
    fields.put("x", quoted(chart.columns().getOrDefault("x", "")));
    fields.put("series", "[" + series + "]");
    fields.put("columns", texts(chart.columns()));
    fields.put("options", texts(chart.options()));
    fields.put("color", text(chart.color()));
    if (chart.highlight() != null) {
      fields.put("highlight", quoted(chart.highlight()));
    }
    fields.put("stack", Boolean.toString(chart.stacked()));
    fields.put("horizontal", Boolean.toString(chart.horizontal()));
    if (chart.click() != null) {
      fields.put("click", click(chart.click()));
    }
    fields.put("query", quoted(chart.query()));
    return object(fields);
  }

  private static String table(TableSpec table) {
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> formats = new LinkedHashMap<>();
    table.formats().forEach((column, own) -> formats.put(column, texts(own)));
    fields.put("formats", object(formats));
    if (table.click() != null) {
      fields.put("click", click(table.click()));
    }
    fields.put("query", quoted(table.query()));
    return object(fields);
  }

  private static String click(ClickSpec click) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("input", quoted(click.input()));
    fields.put("value", text(click.value()));
    fields.put("antiInput", text(click.antiInput()));
    fields.put("antiValue", text(click.antiValue()));
    fields.put("action", text(click.action()));
    return object(fields);
  }

  private static <T> String objects(
      List<T> all, Function<T, String> name, Function<T, String> json) {
    Map<String, String> objects = new LinkedHashMap<>();
    all.forEach(each -> objects.put(name.apply(each), json.apply(each)));
    return object(objects);
  }

  private static String texts(Map<String, String> texts) {
    Map<String, String> fields = new LinkedHashMap<>();
    texts.forEach((name, text) -> fields.put(name, quoted(text)));
    return object(fields);
  }

  private static String object(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(@Nullable String text) {
    return text == null ? "null" : quoted(text);
  }

  /** A JSON string that is safe inside a script element. */
  private static String quoted(String text) {
    return HtmlText.json(text);
  }
}
