package ducksite.http;

import ducksite.engine.route.Formats;
import ducksite.engine.route.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The answers of operations: data in each form, and problems. */
final class OpenApiAnswers {

  static final String JSON = "application/json";
  private static final String DESCRIPTION = "description";
  private static final String SCHEMA = "schema";

  private final Formats formats;
  private final boolean users;

  /**
   * Answers of a site.
   *
   * @param users whether requests act for users
   */
  OpenApiAnswers(Formats formats, boolean users) {
    this.formats = formats;
    this.users = users;
  }

  /** The answers of a route. */
  Map<String, Object> of(Route route) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String format : new TreeSet<>(route.formats())) {
      String type = formats.mediaType(format).split(";", 2)[0];
      boolean json = type.equals(JSON) && format.equals("json");
      if (json || !content.containsKey(type)) {
        content.put(type, Map.of(SCHEMA, json ? OpenApiSchemas.payload(route) : body(type)));
      }
    }
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put(DESCRIPTION, "The rows, in the format asked for");
    rows.put("headers", headers());
    rows.put("content", content);
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", rows);
    responses.put("304", Map.of(DESCRIPTION, "The client's copy, told by If-None-Match, is good"));
    problem(responses, "400", "A parameter is missing or not valid, or the format is unknown");
    if (route.source().roles().isRestricted() && !users) {
      problem(responses, "403", "The caller lacks the role that the route needs");
    }
    problem(responses, "406", "The route answers none of the types of Accept");
    problem(responses, "500", "The query failed");
    problem(responses, "503", "The server is busy; Retry-After tells when to try again");
    problem(responses, "504", "The query, or a plugin, took too long");
    return withUsers(responses);
  }

  /** One answer in JSON, and problems by status. */
  Map<String, Object> json(
      String description, Map<String, Object> schema, Map<String, String> problems) {
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(
        "200", Map.of(DESCRIPTION, description, "content", Map.of(JSON, Map.of(SCHEMA, schema))));
    problems.forEach((status, text) -> problem(responses, status, text));
    return withUsers(responses);
  }

  /** A plain text. */
  static Map<String, Object> text(String description) {
    return Map.of(
        DESCRIPTION,
        description,
        "content",
        Map.of("text/plain", Map.of(SCHEMA, OpenApiSchemas.text())));
  }

  private Map<String, Object> withUsers(Map<String, Object> responses) {
    if (users) {
      problem(responses, "401", "The request names no user that the site knows");
      problem(responses, "403", "The user lacks a role");
    }
    problem(responses, "default", "Another problem");
    return responses;
  }

  private static void problem(Map<String, Object> responses, String status, String text) {
    responses.put(
        status,
        Map.of(
            DESCRIPTION,
            text,
            "content",
            Map.of(
                "application/problem+json",
                Map.of(SCHEMA, Map.of("$ref", "#/components/schemas/Problem")))));
  }

  /** Texts are texts; of binary forms nothing can be said in JSON's words. */
  private static Map<String, Object> body(String type) {
    return type.startsWith("text/") || type.contains("ndjson")
        ? OpenApiSchemas.text()
        : new LinkedHashMap<>();
  }

  private static Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    header(headers, "ETag", "The answer's identity", OpenApiSchemas.text());
    header(headers, "X-Total-Rows", "Rows of the whole result", OpenApiSchemas.count());
    header(headers, "X-Offset", "Rows skipped", OpenApiSchemas.count());
    header(headers, "X-Limit", "The most rows of this answer", OpenApiSchemas.count());
    header(
        headers,
        "X-Truncated",
        "true where the site's limit cut rows; unknown where the end of the body tells",
        OpenApiSchemas.text());
    header(headers, "Link", "rel=\"next\": the rows behind these", OpenApiSchemas.text());
    return headers;
  }

  private static void header(
      Map<String, Object> headers, String name, String text, Map<String, Object> schema) {
    headers.put(name, Map.of(DESCRIPTION, text, SCHEMA, schema));
  }
}
