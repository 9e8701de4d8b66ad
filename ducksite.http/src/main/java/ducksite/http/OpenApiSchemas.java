package ducksite.http;

import ducksite.api.render.ResultColumn;
import ducksite.engine.project.ParameterType;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schemas (2020-12) of parameters, rows, payloads and problems. */
final class OpenApiSchemas {

  private static final String TYPE = "type";
  private static final String FORMAT = "format";
  private static final String STRING = "string";
  private static final String INTEGER = "integer";
  private static final String OBJECT = "object";
  private static final String PROPERTIES = "properties";

  private OpenApiSchemas() {}

  /** A parameter's value. */
  static Map<String, Object> of(ParameterType type) {
    return switch (type) {
      case STR -> text();
      case INT -> formatted(INTEGER, "int64");
      case FLOAT -> formatted("number", "double");
      case BOOL -> plain("boolean");
      case DATE -> formatted(STRING, "date");
      case DATETIME -> formatted(STRING, "date-time");
    };
  }

  /** Adds what JSON Schema has words for, the bounds of numbers; others are told in words. */
  static void bound(Map<String, Object> schema, RouteParameter.Guard.Range range) {
    if (range.min() instanceof Number min) {
      schema.put("minimum", min);
    }
    if (range.max() instanceof Number max) {
      schema.put("maximum", max);
    }
    schema.put("description", "it " + range.demand());
  }

  static Map<String, Object> text() {
    return plain(STRING);
  }

  static Map<String, Object> plain(String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, type);
    return schema;
  }

  static Map<String, Object> formatted(String type, String format) {
    Map<String, Object> schema = plain(type);
    schema.put(FORMAT, format);
    return schema;
  }

  static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> schema = plain("array");
    schema.put("items", items);
    return schema;
  }

  static Map<String, Object> count() {
    Map<String, Object> schema = plain(INTEGER);
    schema.put("minimum", 0);
    return schema;
  }

  /** An object whose members are all there. */
  static Map<String, Object> object(Map<String, Map<String, Object>> members) {
    Map<String, Object> schema = plain(OBJECT);
    schema.put(PROPERTIES, members);
    schema.put("required", List.copyOf(members.keySet()));
    return schema;
  }

  static Map<String, Object> nullable(Map<String, Object> schema) {
    Map<String, Object> either = new LinkedHashMap<>(schema);
    either.put(TYPE, List.of(schema.get(TYPE), "null"));
    return either;
  }

  /** The JSON answer of a route. */
  static Map<String, Object> payload(Route route) {
    Map<String, Object> columns = new LinkedHashMap<>();
    route.columns().forEach(column -> columns.put(column.name(), described(column)));
    Map<String, Object> row = plain(OBJECT);
    row.put(PROPERTIES, columns);
    Map<String, Map<String, Object>> members = new LinkedHashMap<>();
    Map<String, Object> id = text();
    id.put("const", route.id());
    members.put("route_id", id);
    members.put("title", nullable(text()));
    members.put("description", nullable(text()));
    members.put("columns", list(text()));
    members.put("rows", list(row));
    members.put("row_count", count());
    members.put("total_rows", nullable(count()));
    members.put("offset", count());
    members.put("limit", nullable(count()));
    members.put("elapsed_ms", plain("number"));
    members.put("truncated", plain("boolean"));
    members.put("charts", list(plain(OBJECT)));
    return object(members);
  }

  /** A column's value as JSON has it, with the name that DuckDB gives its type. */
  private static Map<String, Object> described(ResultColumn column) {
    Map<String, Object> schema = value(column);
    schema.put("description", column.sqlType());
    return schema;
  }

  private static Map<String, Object> value(ResultColumn column) {
    return switch (column.type()) {
      case NULL -> plain("null");
      case BOOLEAN -> nullable(plain("boolean"));
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> nullable(plain(INTEGER));
      // With ?int64=string they are texts.
      case INT64, UINT64 -> either(INTEGER, STRING);
      case FLOAT, DOUBLE -> nullable(plain("number"));
      case BINARY -> base64();
      case DECIMAL, TEXT, DATE, TIME, TIME_NANOS, INTERVAL -> nullable(text());
      case TIMESTAMP_SECONDS, TIMESTAMP_MILLIS, TIMESTAMP, TIMESTAMP_NANOS, TIMESTAMP_TZ ->
          nullable(text());
      case LIST, FIXED_LIST -> nullable(list(value(column.children().getFirst())));
      case STRUCT -> struct(column);
      case JSON, MAP, UNION -> new LinkedHashMap<>();
    };
  }

  private static Map<String, Object> either(String... types) {
    List<String> all = new ArrayList<>(List.of(types));
    all.add("null");
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, all);
    return schema;
  }

  private static Map<String, Object> base64() {
    Map<String, Object> schema = nullable(text());
    schema.put("contentEncoding", "base64");
    return schema;
  }

  private static Map<String, Object> struct(ResultColumn column) {
    Map<String, Object> fields = new LinkedHashMap<>();
    column.children().forEach(child -> fields.put(child.name(), value(child)));
    Map<String, Object> schema = nullable(plain(OBJECT));
    schema.put(PROPERTIES, fields);
    return schema;
  }

  /** Problem details of RFC 9457 with what this product adds. */
  static Map<String, Object> problem() {
    Map<String, Map<String, Object>> members = new LinkedHashMap<>();
    members.put("type", formatted(STRING, "uri-reference"));
    members.put("title", text());
    members.put("status", plain(INTEGER));
    members.put("code", text());
    members.put("request_id", text());
    Map<String, Object> schema = object(members);
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("detail", text());
    all.put("hint", text());
    all.put("errors", list(object(Map.of("parameter", text(), "detail", text()))));
    schema.put(PROPERTIES, all);
    return schema;
  }
}
