package ducksite.engine.cache;

import java.util.Map;

/**
 * An answer as it is sent.
 *
 * @param body its bytes; shared, never changed
 * @param headers what is sent with it besides what its tag already tells
 * @param sources the kept results that it is made of, each id with its file; it is good as long as
 *     they are
 */
public record EncodedResponse(
    byte[] body, Map<String, String> headers, Map<String, String> sources) {

  private static final long SMALLEST = 64;
  private static final long NOTE = 160;

  public EncodedResponse {
    headers = Map.copyOf(headers);
    sources = Map.copyOf(sources);
  }

  /** An answer of bytes alone, good as long as its tag is. */
  public static EncodedResponse of(byte[] body) {
    return new EncodedResponse(body, Map.of(), Map.of());
  }

  /** What it takes: an empty one has a key too, so that empty ones are bounded as well. */
  long weight() {
    return Math.max(body.length, SMALLEST) + NOTE * (headers.size() + sources.size());
  }
}
