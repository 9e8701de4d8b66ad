package ducksite.http;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;

/** A content coding of HTTP, in the order in which we like them. */
enum ContentCoding {
  ZSTD("zstd"),
  GZIP("gzip"),
  IDENTITY("");

  private final String token;

  ContentCoding(String token) {
    this.token = token;
  }

  /** The name in {@code Content-Encoding}; empty for none. */
  String token() {
    return token;
  }

  /** A whole body, coded. */
  byte[] encode(byte[] body) {
    return switch (this) {
      case IDENTITY -> body;
      case ZSTD -> {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] coded = new byte[compressor.maxCompressedLength(body.length)];
        int length = compressor.compress(body, 0, body.length, coded, 0, coded.length);
        yield Arrays.copyOf(coded, length);
      }
      case GZIP -> gzip(body);
    };
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (CodedBody coded = new GzipBody(out, Deflater.DEFAULT_COMPRESSION)) {
      coded.write(body);
      coded.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return out.toByteArray();
  }

  /** A body that is coded on its way into a sink. */
  CodedBody stream(OutputStream sink) throws IOException {
    return switch (this) {
      case IDENTITY -> new PlainBody(sink);
      case ZSTD -> new ZstdBody(sink);
      case GZIP -> new GzipBody(sink, Deflater.BEST_SPEED);
    };
  }
}
