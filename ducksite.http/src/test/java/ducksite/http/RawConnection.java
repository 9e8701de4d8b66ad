package ducksite.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kept-alive connection that sends exactly what it is given and reads answers by their own
 * framing, so that a byte too many or too few shows in the next answer.
 */
final class RawConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a GET with the host that the server expects, and further header lines. */
  Reply get(String target, String... lines) throws IOException {
    send("GET", target, lines);
    return read(false);
  }

  Reply head(String target, String... lines) throws IOException {
    send("HEAD", target, lines);
    return read(true);
  }

  void send(String method, String target, String... lines) throws IOException {
    write(
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + String.join("", List.of(lines).stream().map(line -> line + "\r\n").toList())
            + "\r\n");
  }

  /** Sends a body of JSON and reads the answer. */
  Reply post(String target, String body, String... lines) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(
        "POST "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n"
            + String.join("", List.of(lines).stream().map(line -> line + "\r\n").toList())
            + "\r\n");
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return read(false);
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads one answer. */
  Reply read(boolean toHead) throws IOException {
    String status = line();
    Map<String, List<String>> headers = headers();
    int code = Integer.parseInt(status.split(" ")[1]);
    Reply bare = new Reply(code, headers, new byte[0]);
    if (toHead || code == 304) {
      return bare;
    }
    byte[] body =
        bare.header("transfer-encoding").equals("chunked")
            ? chunks()
            : in.readNBytes(Integer.parseInt(bare.header("content-length")));
    if (bare.has("content-length")
        && body.length != Integer.parseInt(bare.header("content-length"))) {
      throw new EOFException("the body is shorter than it was said to be");
    }
    return new Reply(code, headers, body);
  }

  /** Reads one answer with a length, or without a body, and gives all its bytes as characters. */
  String raw() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the connection ended after '" + all + "'");
      }
      all.write(c);
      ends = c == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : c == '\r' ? 1 : 0;
    }
    Matcher length = LENGTH.matcher(all.toString(StandardCharsets.ISO_8859_1));
    all.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads the head of an answer and leaves its body. */
  Reply readHead() throws IOException {
    String status = line();
    return new Reply(Integer.parseInt(status.split(" ")[1]), headers(), new byte[0]);
  }

  /** Reads a chunked body to its end and counts its lines. */
  long chunkedLines() throws IOException {
    long lines = 0;
    for (byte each : chunks()) {
      lines += each == '\n' ? 1 : 0;
    }
    return lines;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size || !line().isEmpty()) {
        throw new EOFException("a chunk is cut off");
      }
      body.write(chunk);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended after '" + line + "'");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** The stream behind what has been read. */
  InputStream in() {
    return in;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
