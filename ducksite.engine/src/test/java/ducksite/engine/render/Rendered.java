package ducksite.engine.render;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What renderers write, as bytes, text or a JSON tree. */
final class Rendered {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Rendered() {}

  static byte[] bytes(Renderer renderer, RenderContext context, ResultBatches result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      renderer.render(result, context, out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  static String text(Renderer renderer, RenderContext context, String... statements) {
    try (DuckQuery query = new DuckQuery(statements)) {
      return new String(bytes(renderer, context, query), StandardCharsets.UTF_8);
    }
  }

  static JsonNode json(RenderContext context, String... statements) {
    return tree(text(new JsonRenderer(), context, statements));
  }

  /** The only value of a query of one row and one column, as the JSON payload has it. */
  static String jsonValue(String expression) {
    String payload = text(new JsonRenderer(), Request.PLAIN, "SELECT " + expression + " AS v");
    String start = "\"rows\":[{\"v\":";
    return payload.substring(
        payload.indexOf(start) + start.length(), payload.indexOf("}],\"row_count\""));
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(json, failure);
    }
  }
}
