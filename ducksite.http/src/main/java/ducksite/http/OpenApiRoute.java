package ducksite.http;

import ducksite.engine.route.Route;
import ducksite.engine.route.RouteExamples;
import ducksite.engine.route.RouteForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The operation of one route. */
final class OpenApiRoute {

  private final Route route;
  private final OpenApiAnswers answers;

  OpenApiRoute(Route route, OpenApiAnswers answers) {
    this.route = route;
    this.answers = answers;
  }

  /** The route's operations, by the method. */
  Map<String, Object> operations() {
    Map<String, Object> operations = new TreeMap<>();
    boolean get = route.source().methods().contains("GET");
    if (get) {
      operations.put("get", operation(route.id()));
    }
    if (route.source().methods().contains("POST")) {
      operations.put("post", operation(get ? route.id() + "_post" : route.id()));
    }
    return operations;
  }

  private Map<String, Object> operation(String id) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id);
    operation.put("tags", List.of(folder(route)));
    if (route.source().title() != null) {
      operation.put("summary", route.source().title());
    }
    String description =
        route.source().doc() != null ? route.source().doc().text() : route.source().description();
    if (description != null) {
      operation.put("description", description);
    }
    operation.put("parameters", parameters());
    operation.put("responses", answers.of(route));
    return operation;
  }

  /** The folder of a route's path; the root for those directly in it. */
  static String folder(Route route) {
    String path = route.source().path();
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  private List<Map<String, Object>> parameters() {
    List<Map<String, Object>> parameters = new ArrayList<>();
    List<RouteForm.Field> fields = RouteForm.of(route);
    fields.forEach(field -> parameters.add(parameter(field)));
    Set<String> taken = fields.stream().map(RouteForm.Field::name).collect(Collectors.toSet());
    usual().stream().filter(each -> !taken.contains(each.get("name"))).forEach(parameters::add);
    return parameters;
  }

  /** What every route understands, unless it has a parameter of that name. */
  private List<Map<String, Object>> usual() {
    return List.of(
        usual("format", "The form of the answer", words(new TreeSet<>(route.formats()))),
        usual("limit", "The most rows", OpenApiSchemas.count()),
        usual("offset", "Rows to skip", OpenApiSchemas.count()),
        usual(
            "column",
            "A column to keep; may be repeated",
            OpenApiSchemas.list(OpenApiSchemas.text())),
        usual(
            "count",
            "Whether the rows of the whole result are counted",
            words(List.of("exact", "none"))),
        usual("int64", "JSON with 64-bit integers as strings", words(List.of("string"))));
  }

  private static Map<String, Object> words(Collection<String> words) {
    Map<String, Object> schema = OpenApiSchemas.text();
    schema.put("enum", words);
    return schema;
  }

  private static Map<String, Object> parameter(RouteForm.Field field) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", field.name());
    described.put("in", field.inPath() ? "path" : "query");
    if (field.description() != null) {
      described.put("description", field.description());
    }
    described.put("required", field.required());
    Map<String, Object> value = OpenApiSchemas.of(field.type());
    if (!field.choices().isEmpty()) {
      value.put("enum", field.choices().stream().map(RouteForm.Field::plain).toList());
    }
    field.range().ifPresent(range -> OpenApiSchemas.bound(value, range));
    boolean list = field.parameter() == null || field.defaultValue() instanceof List<?>;
    Map<String, Object> schema = list && !field.inPath() ? OpenApiSchemas.list(value) : value;
    if (field.plainDefault() != null) {
      schema.put("default", field.plainDefault());
    }
    described.put("schema", schema);
    Optional<Object> example = RouteExamples.of(field);
    example.ifPresent(each -> described.put("example", RouteForm.Field.plain(each)));
    return described;
  }

  private static Map<String, Object> usual(
      String name, String description, Map<String, Object> schema) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", name);
    described.put("in", "query");
    described.put("description", description);
    described.put("required", false);
    described.put("schema", schema);
    return described;
  }
}
