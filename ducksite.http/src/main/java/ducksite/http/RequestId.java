package ducksite.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name of one request in logs and in error answers. */
final class RequestId {

  private static final AttachmentKey<String> KEY = AttachmentKey.create(String.class);

  private RequestId() {}

  /** The request's id; made at the first call. */
  static String of(HttpServerExchange exchange) {
    String id = exchange.getAttachment(KEY);
    if (id == null) {
      id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      exchange.putAttachment(KEY, id);
    }
    return id;
  }
}
