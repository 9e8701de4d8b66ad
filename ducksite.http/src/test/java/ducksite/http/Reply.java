package ducksite.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer as a client has received it; header names are in lower case. */
record Reply(int status, Map<String, List<String>> headers, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The values of a header, joined; empty when it is absent. */
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
        .collect(Collectors.joining(", "));
  }

  boolean has(String name) {
    return headers.containsKey(name.toLowerCase(Locale.ROOT));
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() throws IOException {
    return JSON.readTree(body);
  }

  /** The rows of a JSON payload, each as its compact JSON. */
  List<String> rows() throws IOException {
    return json().get("rows").valueStream().map(JsonNode::toString).toList();
  }

  /** The code of problem details. */
  String code() throws IOException {
    return json().path("code").asText();
  }
}
