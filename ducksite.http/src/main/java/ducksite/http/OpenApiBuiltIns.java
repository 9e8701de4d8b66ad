package ducksite.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations that every site has, those for its author left out. */
final class OpenApiBuiltIns {

  private static final String TAG = "ducksite";
  private static final Map<String, Object> ANY = Map.of();

  private final OpenApiAnswers answers;

  OpenApiBuiltIns(OpenApiAnswers answers) {
    this.answers = answers;
  }

  Map<String, Object> paths() {
    Map<String, Object> paths = new LinkedHashMap<>();
    paths.put("/routes", get(operation("listing", "Routes of a folder", listing(), folder())));
    paths.put(
        "/routes/{id}/schema",
        get(
            operation(
                "schema",
                "Columns and parameters of a route",
                answers.json(
                    "The columns for the values of the request, and the form of the parameters",
                    schema(),
                    Map.of("400", "A value is not valid", "404", "There is no such route")),
                List.of(parameter("id", "path", "The route's id", true)))));
    paths.put("/local/resolve", Map.of("post", resolve()));
    paths.put("/openapi.json", get(operation("openapi", "This document", document(), List.of())));
    paths.put("/healthz", get(open("health", "Whether the process lives", "ok")));
    Map<String, Object> ready = open("ready", "Whether the site answers", "ready");
    ready.put(
        "responses",
        Map.of("200", OpenApiAnswers.text("ready"), "503", OpenApiAnswers.text("starting")));
    paths.put("/readyz", get(ready));
    return paths;
  }

  private static Map<String, Object> get(Map<String, Object> operation) {
    return Map.of("get", operation);
  }

  private static Map<String, Object> operation(
      String id,
      String summary,
      Map<String, Object> responses,
      List<Map<String, Object>> parameters) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", TAG + "." + id);
    operation.put("tags", List.of(TAG));
    operation.put("summary", summary);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    operation.put("responses", responses);
    return operation;
  }

  /** What answers without a user, too. */
  private static Map<String, Object> open(String id, String summary, String text) {
    Map<String, Object> operation =
        operation(id, summary, Map.of("200", OpenApiAnswers.text(text)), List.of());
    operation.put("security", List.of());
    return operation;
  }

  private static Map<String, Object> parameter(
      String name, String in, String description, boolean required) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("description", description);
    parameter.put("required", required);
    parameter.put("schema", OpenApiSchemas.text());
    return parameter;
  }

  private static List<Map<String, Object>> folder() {
    Map<String, Object> folder =
        parameter("folder", "query", "The folder of paths; all when it is the root", false);
    folder.put("example", "/");
    return List.of(folder);
  }

  private Map<String, Object> document() {
    return answers.json("OpenAPI 3.1", OpenApiSchemas.plain("object"), Map.of());
  }

  private Map<String, Object> listing() {
    Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
    figures.put("hits", OpenApiSchemas.count());
    figures.put("rows", OpenApiSchemas.count());
    figures.put("avg_latency_ms", OpenApiSchemas.plain("number"));
    figures.put("interactions", OpenApiSchemas.count());
    Map<String, Map<String, Object>> route = new LinkedHashMap<>();
    route.put("id", OpenApiSchemas.text());
    route.put("path", OpenApiSchemas.text());
    route.put("title", OpenApiSchemas.nullable(OpenApiSchemas.text()));
    route.put("description", OpenApiSchemas.nullable(OpenApiSchemas.text()));
    route.put("metrics", OpenApiSchemas.object(figures));
    Map<String, Map<String, Object>> folder = new LinkedHashMap<>(figures);
    folder.put("path", OpenApiSchemas.text());
    folder.put("route_count", OpenApiSchemas.count());
    Map<String, Map<String, Object>> members = new LinkedHashMap<>();
    members.put("folder", OpenApiSchemas.text());
    members.put("routes", OpenApiSchemas.list(OpenApiSchemas.object(route)));
    members.put("folders", OpenApiSchemas.list(OpenApiSchemas.object(folder)));
    return answers.json("Routes and folders", OpenApiSchemas.object(members), Map.of());
  }

  private static Map<String, Object> schema() {
    Map<String, Map<String, Object>> column = new LinkedHashMap<>();
    column.put("name", OpenApiSchemas.text());
    column.put("type", OpenApiSchemas.text());
    Map<String, Map<String, Object>> field = new LinkedHashMap<>(column);
    field.put("required", OpenApiSchemas.plain("boolean"));
    field.put("default", ANY);
    field.put("description", OpenApiSchemas.nullable(OpenApiSchemas.text()));
    Map<String, Map<String, Object>> members = new LinkedHashMap<>();
    members.put("route_id", OpenApiSchemas.text());
    members.put("path", OpenApiSchemas.text());
    members.put("schema", OpenApiSchemas.list(OpenApiSchemas.object(column)));
    members.put("form", OpenApiSchemas.list(OpenApiSchemas.object(field)));
    members.put("overrides", OpenApiSchemas.plain("object"));
    members.put("append", OpenApiSchemas.plain("object"));
    return OpenApiSchemas.object(members);
  }

  private Map<String, Object> resolve() {
    Map<String, Object> reference = OpenApiSchemas.text();
    reference.put("pattern", "^\\s*local:");
    Map<String, Object> texts = OpenApiSchemas.list(OpenApiSchemas.text());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("reference", reference);
    members.put("params", OpenApiSchemas.plain("object"));
    members.put("columns", texts);
    members.put("redact_columns", texts);
    members.put("format", OpenApiSchemas.nullable(OpenApiSchemas.text()));
    members.put("limit", OpenApiSchemas.nullable(OpenApiSchemas.plain("integer")));
    members.put("offset", OpenApiSchemas.nullable(OpenApiSchemas.plain("integer")));
    members.put("record_analytics", OpenApiSchemas.plain("boolean"));
    Map<String, Object> body = OpenApiSchemas.plain("object");
    body.put("properties", members);
    body.put("required", List.of("reference"));
    Map<String, Object> operation =
        operation(
            "resolve",
            "A route asked by reference",
            answers.json(
                "What the route answers, in the format asked for",
                OpenApiSchemas.plain("object"),
                Map.of(
                    "400", "The reference is not valid",
                    "404", "There is no such route",
                    "413", "The body is too large",
                    "415", "The body is not JSON")),
            List.of());
    operation.put(
        "requestBody",
        Map.of("required", true, "content", Map.of(OpenApiAnswers.JSON, Map.of("schema", body))));
    return operation;
  }
}
