package ducksite.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How the bytes of an answer are coded for a client that says what it accepts. */
enum AnswerCoding {
  IDENTITY(""),
  GZIP("gzip");

  /** Below this nothing is gained. */
  private static final int SMALLEST = 512;

  private static final int BUFFER = 32 * 1024;

  private final String token;

  AnswerCoding(String token) {
    this.token = token;
  }

  /** The coding for a client and a type; types that are compressed in themselves stay plain. */
  static AnswerCoding of(HttpServerExchange exchange, String mediaType) {
    boolean text =
        mediaType.startsWith("text/")
            || mediaType.startsWith("application/json")
            || mediaType.startsWith("application/x-ndjson");
    HeaderValues accepted = exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING);
    return text && accepted != null && accepts(accepted, GZIP.token) ? GZIP : IDENTITY;
  }

  private static boolean accepts(HeaderValues headers, String coding) {
    for (String header : headers) {
      for (String each : header.split(",")) {
        String[] parts = each.strip().toLowerCase(Locale.ROOT).split(";");
        if (parts[0].strip().equals(coding)) {
          return parts.length == 1 || weight(parts[1]) > 0;
        }
      }
    }
    return false;
  }

  private static double weight(String parameter) {
    String text = parameter.strip().replace(" ", "");
    try {
      return text.startsWith("q=") ? Double.parseDouble(text.substring(2)) : 1;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The name in {@code Content-Encoding}; empty for none. */
  String token() {
    return token;
  }

  /** Whether a body of a size is coded. */
  boolean isWorth(long bytes) {
    return this != IDENTITY && bytes >= SMALLEST;
  }

  /** A whole body, coded. */
  byte[] encode(byte[] body) {
    if (this == IDENTITY) {
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (OutputStream coded = stream(out, Deflater.DEFAULT_COMPRESSION)) {
      coded.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return out.toByteArray();
  }

  /** A stream that codes what is written to it; closing it ends the body, not the sink. */
  OutputStream stream(OutputStream sink) throws IOException {
    return this == IDENTITY ? sink : stream(sink, Deflater.BEST_SPEED);
  }

  private static OutputStream stream(OutputStream sink, int level) throws IOException {
    return new GZIPOutputStream(sink, BUFFER) {
      {
        def.setLevel(level);
      }

      @Override
      public void close() throws IOException {
        finish();
        def.end();
      }
    };
  }

  /** Says how the body is coded. */
  void announce(HttpServerExchange exchange) {
    announce(exchange, this == IDENTITY ? null : token);
  }

  private static void announce(HttpServerExchange exchange, @Nullable String coding) {
    if (coding != null) {
      exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, coding);
    }
  }
}
