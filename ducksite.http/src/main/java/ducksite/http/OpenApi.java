package ducksite.http;

import ducksite.api.render.ResultColumn;
import ducksite.engine.Site;
import ducksite.engine.project.ParameterType;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The OpenAPI 3.1 description of a site's routes that a caller may ask, made from the same
 * declarations that requests are checked against.
 */
final class OpenApi {

  private final Site site;
  private final String productVersion;
  private final Caller caller;

  OpenApi(Site site, String productVersion, Caller caller) {
    this.site = site;
    this.productVersion = productVersion;
    this.caller = caller;
  }

  Map<String, Object> document() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", site.title());
    String description = site.project().config().site().description();
    if (description != null) {
      info.put("description", description);
    }
    info.put("version", productVersion);
    Map<String, Object> paths = new LinkedHashMap<>();
    String base = site.project().config().site().basePath();
    for (Route route : site.routes()) {
      if (caller.may(route)) {
        paths.put(base + route.source().path().substring(1), Map.of("get", operation(route)));
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", info);
    document.put("paths", paths);
    document.put("components", Map.of("schemas", Map.of("Problem", problem())));
    return document;
  }

  private static Map<String, Object> operation(Route route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", route.id());
    if (route.source().title() != null) {
      operation.put("summary", route.source().title());
    }
    String description =
        route.source().doc() != null ? route.source().doc().text() : route.source().description();
    if (description != null) {
      operation.put("description", description);
    }
    operation.put("parameters", parameters(route));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("application/json", Map.of("schema", payload(route)));
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", Map.of("description", "The rows", "content", content));
    responses.put("304", Map.of("description", "The client's copy is good"));
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("description", "A problem");
    failure.put(
        "content",
        Map.of(
            "application/problem+json",
            Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
    responses.put("default", failure);
    operation.put("responses", responses);
    return operation;
  }

  private static List<Map<String, Object>> parameters(Route route) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (RouteParameter parameter : route.source().params()) {
      boolean inPath = route.source().pathParameters().contains(parameter.name());
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("name", parameter.name());
      described.put("in", inPath ? "path" : "query");
      if (parameter.description() != null) {
        described.put("description", parameter.description());
      }
      described.put("required", inPath || parameter.required() && parameter.defaultValue() == null);
      Map<String, Object> schema = new LinkedHashMap<>(schema(parameter.type()));
      if (parameter.defaultValue() != null) {
        schema.put("default", plain(parameter.defaultValue()));
      }
      if (parameter.guard() instanceof RouteParameter.Guard.Choices(List<Object> values)) {
        schema.put("enum", values.stream().map(OpenApi::plain).toList());
      }
      described.put("schema", schema);
      parameters.add(described);
    }
    Map<String, Object> formats = new LinkedHashMap<>(Map.of("type", "string"));
    formats.put("enum", new TreeSet<>(route.formats()));
    parameters.add(optional("format", "The form of the answer", formats));
    parameters.add(optional("limit", "The most rows", Map.of("type", "integer", "minimum", 0)));
    parameters.add(optional("offset", "Rows to skip", Map.of("type", "integer", "minimum", 0)));
    parameters.add(
        optional(
            "column",
            "A column to keep; may be repeated",
            Map.of("type", "array", "items", Map.of("type", "string"))));
    return parameters;
  }

  private static Map<String, Object> optional(
      String name, String description, Map<String, Object> schema) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", name);
    described.put("in", "query");
    described.put("description", description);
    described.put("required", false);
    described.put("schema", schema);
    return described;
  }

  private static Map<String, Object> payload(Route route) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (ResultColumn column : route.columns()) {
      row.put(column.name(), Map.of("description", column.sqlType()));
    }
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("type", "array");
    rows.put("items", Map.of("type", "object", "properties", row));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("route_id", Map.of("type", "string"));
    properties.put("columns", Map.of("type", "array", "items", Map.of("type", "string")));
    properties.put("rows", rows);
    properties.put("row_count", Map.of("type", "integer"));
    properties.put("total_rows", Map.of("type", List.of("integer", "null")));
    properties.put("offset", Map.of("type", "integer"));
    properties.put("limit", Map.of("type", List.of("integer", "null")));
    properties.put("elapsed_ms", Map.of("type", "number"));
    properties.put("truncated", Map.of("type", "boolean"));
    return Map.of("type", "object", "properties", properties);
  }

  private static Map<String, Object> problem() {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String name : List.of("type", "title", "detail", "code", "hint", "request_id")) {
      properties.put(name, text);
    }
    properties.put("status", Map.of("type", "integer"));
    return Map.of("type", "object", "properties", properties);
  }

  private static Map<String, Object> schema(ParameterType type) {
    return switch (type) {
      case STR -> Map.of("type", "string");
      case INT -> Map.of("type", "integer", "format", "int64");
      case FLOAT -> Map.of("type", "number", "format", "double");
      case BOOL -> Map.of("type", "boolean");
      case DATE -> Map.of("type", "string", "format", "date");
      case DATETIME -> Map.of("type", "string", "format", "date-time");
    };
  }

  private static Object plain(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(OpenApi::plain).toList();
      case Number number -> number;
      case Boolean bool -> bool;
      default -> value.toString();
    };
  }
}
