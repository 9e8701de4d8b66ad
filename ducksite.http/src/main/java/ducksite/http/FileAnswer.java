package ducksite.http;

import ducksite.engine.datamap.FileIdentity;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Sends a file with an entity tag, ranges and conditions, as RFC 9110 has them. */
final class FileAnswer {

  private FileAnswer() {}

  /**
   * Answers a GET or HEAD with a file.
   *
   * @throws IOException when the file cannot be opened; nothing has been sent then
   */
  static void send(HttpServerExchange exchange, Path path, String mediaType) throws IOException {
    send(exchange, OpenedFile.open(path), mediaType);
  }

  /**
   * Answers with a file when it is the one that is meant; else nothing is sent.
   *
   * @return whether it was
   * @throws IOException when the file cannot be opened; nothing has been sent then
   */
  static boolean sendExactly(
      HttpServerExchange exchange, Path path, FileIdentity meant, String mediaType)
      throws IOException {
    OpenedFile file = OpenedFile.open(path);
    if (!file.identity().equals(meant)) {
      file.channel().close();
      return false;
    }
    send(exchange, file, mediaType);
    return true;
  }

  private static void send(HttpServerExchange exchange, OpenedFile file, String mediaType)
      throws IOException {
    try {
      answer(exchange, file.channel(), mediaType, file.tag());
    } catch (IOException | RuntimeException e) {
      file.channel().close();
      throw e;
    }
  }

  /**
   * Sends all of a file that was made for this answer; headers but the length are set.
   *
   * @throws IOException when the file cannot be opened; nothing has been sent then
   */
  static void sendWhole(HttpServerExchange exchange, Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    long size = file.size();
    exchange.setResponseContentLength(size);
    FileSender.send(exchange, file, new ByteRange(0, size));
  }

  private static void answer(
      HttpServerExchange exchange, FileChannel file, String mediaType, String tag)
      throws IOException {
    Optional<ByteRange> range = begin(exchange, file.size(), tag, mediaType);
    if (range.isEmpty()) {
      file.close();
      exchange.endExchange();
    } else {
      FileSender.send(exchange, file, range.get());
    }
  }

  /**
   * Sets status and headers for a GET or HEAD of content with a strong entity tag.
   *
   * @return the part to be sent, at least one byte; empty when the answer has no body
   */
  static Optional<ByteRange> begin(
      HttpServerExchange exchange, long size, String tag, String mediaType) {
    HeaderMap request = exchange.getRequestHeaders();
    HeaderMap response = exchange.getResponseHeaders();
    response.put(Headers.ETAG, tag);
    response.put(Headers.ACCEPT_RANGES, "bytes");
    if (!response.contains(Headers.CACHE_CONTROL)) {
      response.put(Headers.CACHE_CONTROL, "no-cache");
    }
    String ifMatch = request.getFirst(Headers.IF_MATCH);
    if (ifMatch != null && !EntityTags.matchesStrongly(ifMatch, tag)) {
      exchange.setStatusCode(412);
      return Optional.empty();
    }
    if (EntityTags.matches(request.getFirst(Headers.IF_NONE_MATCH), tag)) {
      exchange.setStatusCode(304);
      return Optional.empty();
    }
    response.put(Headers.CONTENT_TYPE, mediaType);
    Optional<ByteRange> asked =
        EntityTags.allowsRange(request.getFirst(Headers.IF_RANGE), tag)
            ? ByteRange.parse(request.getFirst(Headers.RANGE), size)
            : Optional.empty();
    if (asked.isPresent() && asked.get().isUnsatisfiable()) {
      response.put(Headers.CONTENT_RANGE, asked.get().contentRange(size));
      exchange.setStatusCode(416);
      return Optional.empty();
    }
    ByteRange range = asked.orElse(new ByteRange(0, size));
    if (asked.isPresent()) {
      exchange.setStatusCode(206);
      response.put(Headers.CONTENT_RANGE, range.contentRange(size));
    }
    exchange.setResponseContentLength(range.length());
    boolean bodiless = exchange.getRequestMethod().equals(Methods.HEAD) || range.length() == 0;
    return bodiless ? Optional.empty() : Optional.of(range);
  }
}
