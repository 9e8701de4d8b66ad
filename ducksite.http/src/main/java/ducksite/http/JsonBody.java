package ducksite.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/** The JSON object in a request's body, read whole within a size, a depth and a time. */
final class JsonBody {

  private static final int DEEPEST = 20;
  private static final long LONGEST_NANOS = 30_000_000_000L;
  private static final int BUFFER = 16 * 1024;
  private static final String JSON = "application/json";

  /** Names that repeat and text behind the value are mistakes: no two readers may differ on it. */
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private JsonBody() {}

  /** A body that is refused. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the client is told. */
    final transient HttpProblem problem;

    RefusedException(HttpProblem problem) {
      super(problem.code());
      this.problem = problem;
    }
  }

  /**
   * The object in a body; blocks until it is there.
   *
   * @param most bytes
   * @throws RefusedException when it is something else
   */
  static ObjectNode read(HttpServerExchange exchange, long most)
      throws IOException, RefusedException {
    requireJson(exchange);
    byte[] bytes = bytes(exchange, most);
    try {
      JsonNode value = READER.readTree(bytes);
      if (value instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          HttpProblem.invalidParameter("body", "Request body is not valid JSON"));
    }
    throw new RefusedException(
        HttpProblem.invalidParameter("body", "Request body must be a JSON object"));
  }

  /** A page of another site can send a form or plain text with the user's cookies, but not JSON. */
  private static void requireJson(HttpServerExchange exchange) throws RefusedException {
    @Nullable String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    boolean coded = exchange.getRequestHeaders().contains(Headers.CONTENT_ENCODING);
    if (coded
        || type == null
        || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
      throw new RefusedException(HttpProblem.notJson());
    }
  }

  /** Not by a stream of the exchange: with one it would be ended while its answer is on its way. */
  private static byte[] bytes(HttpServerExchange exchange, long most)
      throws IOException, RefusedException {
    if (exchange.getRequestContentLength() > most) {
      throw tooLarge(exchange, most);
    }
    long end = System.nanoTime() + LONGEST_NANOS;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    StreamSourceChannel channel = exchange.getRequestChannel();
    try {
      while (read(channel, buffer, end) >= 0) {
        body.write(buffer.array(), 0, buffer.position());
        buffer.clear();
        if (body.size() > most) {
          throw tooLarge(exchange, most);
        }
      }
    } catch (RequestTooBigException e) {
      throw tooLarge(exchange, most);
    }
    return body.toByteArray();
  }

  private static int read(StreamSourceChannel channel, ByteBuffer buffer, long end)
      throws IOException {
    long left = end - System.nanoTime();
    int read = left <= 0 ? 0 : Channels.readBlocking(channel, buffer, left, TimeUnit.NANOSECONDS);
    if (read == 0) {
      throw new IOException("the body takes too long");
    }
    return read;
  }

  private static RefusedException tooLarge(HttpServerExchange exchange, long most) {
    // What is left of the body would be read before the next request.
    exchange.setPersistent(false);
    return new RefusedException(HttpProblem.tooLarge(most));
  }
}
