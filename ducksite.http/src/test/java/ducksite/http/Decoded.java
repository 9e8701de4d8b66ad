package ducksite.http;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bytes of a content coding, read by libraries. */
final class Decoded {

  private Decoded() {}

  /** The whole body; fails when its end is missing. */
  static byte[] of(String token, byte[] coded) throws IOException {
    try (InputStream in = stream(token, coded)) {
      return in.readAllBytes();
    }
  }

  /** The body of an answer. */
  static byte[] of(Reply reply) throws IOException {
    return of(reply.header("content-encoding"), reply.body());
  }

  /** The first bytes of a body that may go on. */
  static byte[] start(String token, byte[] coded, int length) throws IOException {
    try (InputStream in = stream(token, coded)) {
      return in.readNBytes(length);
    }
  }

  private static InputStream stream(String token, byte[] coded) throws IOException {
    InputStream bytes = new ByteArrayInputStream(coded);
    return switch (token) {
      case "" -> bytes;
      case "gzip" -> new GZIPInputStream(bytes);
      case "zstd" -> new ZstdInputStream(bytes);
      default -> throw new IOException("an unknown coding: " + token);
    };
  }
}
