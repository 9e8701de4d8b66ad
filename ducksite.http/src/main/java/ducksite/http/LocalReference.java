package ducksite.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request to a route in the form of a reference, {@code local:id?param=value&columns=a, b}, with
 * what the body says over what the reference says.
 *
 * @param route id of the route
 * @param query what the route is asked, as its query string would say it
 * @param redacted columns that the answer lacks
 * @param counted whether the request counts as a visit of the route
 */
record LocalReference(
    String route, Map<String, List<String>> query, Set<String> redacted, boolean counted) {

  private static final String SCHEME = "local:";
  private static final List<String> NAMES = List.of("reference", "ref", "target", "route");
  private static final int MOST_NAMES = 1_000;
  private static final String COLUMN = "column";

  /**
   * The reference of a body.
   *
   * @throws JsonBody.RefusedException when a member of it is of another type than it should be
   */
  static LocalReference of(ObjectNode body) throws JsonBody.RefusedException {
    String text = reference(body);
    int mark = text.indexOf('?');
    String route = (mark < 0 ? text : text.substring(0, mark)).strip();
    if (route.isEmpty()) {
      throw invalid("reference", "reference names no route");
    }
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (mark >= 0) {
      parse(text.substring(mark + 1), query);
    }
    overrideParameters(body, query);
    overrideColumns(body, query);
    for (String name : List.of("format", "limit", "offset")) {
      if (body.has(name)) {
        override(query, name, values(name, body.get(name)));
      }
    }
    if (query.size() > MOST_NAMES) {
      throw invalid("params", "more than " + MOST_NAMES + " parameters");
    }
    return new LocalReference(route, query, redacted(body), flag(body, "record_analytics"));
  }

  private static String reference(ObjectNode body) throws JsonBody.RefusedException {
    JsonNode given = null;
    for (String name : NAMES) {
      if (given == null && body.hasNonNull(name)) {
        given = body.get(name);
      }
    }
    if (given == null) {
      throw new JsonBody.RefusedException(
          HttpProblem.missingParameter("reference", "reference is required"));
    }
    if (!given.isTextual() || given.textValue().isBlank()) {
      throw invalid("reference", "reference must be a non-empty string");
    }
    String text = given.textValue().strip();
    if (!text.startsWith(SCHEME)) {
      throw invalid("reference", "reference must start with '" + SCHEME + "'");
    }
    return text.substring(SCHEME.length());
  }

  private static void parse(String text, Map<String, List<String>> query)
      throws JsonBody.RefusedException {
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (name.equals("columns")) {
        for (String column : value.split(",")) {
          add(query, COLUMN, column.strip());
        }
      } else if (!name.isEmpty()) {
        add(query, name, value);
      }
    }
  }

  private static void add(Map<String, List<String>> query, String name, String value) {
    query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  private static String decoded(String text) throws JsonBody.RefusedException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("reference", "reference has a broken escape after '%'");
    }
  }

  private static void overrideParameters(ObjectNode body, Map<String, List<String>> query)
      throws JsonBody.RefusedException {
    JsonNode given = body.get("params");
    if (given == null || given.isNull()) {
      return;
    }
    if (!(given instanceof ObjectNode parameters)) {
      throw invalid("params", "params must be an object");
    }
    for (Map.Entry<String, JsonNode> each : parameters.properties()) {
      override(query, each.getKey(), values(each.getKey(), each.getValue()));
    }
  }

  private static void overrideColumns(ObjectNode body, Map<String, List<String>> query)
      throws JsonBody.RefusedException {
    if (body.hasNonNull("columns")) {
      override(query, COLUMN, texts("columns", body.get("columns")));
    }
  }

  /** Nothing given is what the route does without it. */
  private static void override(Map<String, List<String>> query, String name, List<String> values) {
    if (values.isEmpty()) {
      query.remove(name);
    } else {
      query.put(name, values);
    }
  }

  private static Set<String> redacted(ObjectNode body) throws JsonBody.RefusedException {
    JsonNode given = body.get("redact_columns");
    return given == null || given.isNull()
        ? Set.of()
        : new LinkedHashSet<>(texts("redact_columns", given));
  }

  private static boolean flag(ObjectNode body, String name) throws JsonBody.RefusedException {
    JsonNode given = body.get(name);
    if (given == null || given.isNull()) {
      return false;
    }
    if (!given.isBoolean()) {
      throw invalid(name, name + " must be true or false");
    }
    return given.booleanValue();
  }

  private static List<String> texts(String name, JsonNode given) throws JsonBody.RefusedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : given.isArray() ? given : List.of(given)) {
      if (!each.isTextual()) {
        throw invalid(name, name + " must be a string or a list of strings");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /** A scalar, or a list of scalars, as the texts that a query string would have. */
  private static List<String> values(String name, JsonNode given) throws JsonBody.RefusedException {
    List<String> values = new ArrayList<>();
    for (JsonNode each : given.isArray() ? given : List.of(given)) {
      if (each.isNull() && !given.isArray()) {
        return List.of();
      }
      if (!each.isValueNode() || each.isNull()) {
        throw invalid(name, name + " must be a string, a number, true, false, or a list of them");
      }
      values.add(each.asText());
    }
    return values;
  }

  private static JsonBody.RefusedException invalid(String parameter, String detail) {
    return new JsonBody.RefusedException(HttpProblem.invalidParameter(parameter, detail));
  }
}
