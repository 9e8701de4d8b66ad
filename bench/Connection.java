import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP connection that costs next to nothing, because it shares the processors with
 * the server that it measures: it reads a body into one buffer, or counts it. Knows lengths and
 * chunks, nothing else. For one thread.
 */
final class Connection implements AutoCloseable {

  private static final int BUFFER = 256 * 1024;
  private static final int TIMEOUT_MILLIS = 120_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /**
   * What came back.
   *
   * @param head status line and headers
   * @param bytes of the body
   * @param firstByte seconds from the request to the first byte of the body
   */
  record Answer(int status, String head, long bytes, double firstByte) {

    /** A header's value; empty when it is not there. */
    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  /** Asks for a path and counts the body. */
  Answer get(String path, String... headers) throws IOException {
    return exchange(request(path, headers), null, Long.MAX_VALUE);
  }

  /**
   * Asks for a path, and leaves after the first byte of the body; the connection is of no use any
   * more.
   */
  Answer begin(String path) throws IOException {
    return exchange(request(path), null, 1);
  }

  /** A request, ready to be sent many times. */
  static byte[] request(String path, String... headers) {
    StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param body takes the first bytes of the body, or null
   * @param enough bytes of the body after which to leave
   */
  Answer exchange(byte[] request, byte[] body, long enough) throws IOException {
    long started = System.nanoTime();
    out.write(request);
    String head = head();
    int status = Integer.parseInt(head.substring(9, 12));
    Answer empty = new Answer(status, head, 0, 0);
    boolean chunked = empty.header("Transfer-Encoding").equalsIgnoreCase("chunked");
    String length = empty.header("Content-Length");
    if (status == 304 || !chunked && (length.isEmpty() || length.equals("0"))) {
      return empty;
    }
    long left = chunked ? chunk() : Long.parseLong(length);
    double firstByte = 0;
    long total = 0;
    while (left > 0 && total < enough) {
      int part = (int) Math.min(left, available());
      firstByte = total == 0 ? (System.nanoTime() - started) / 1e9 : firstByte;
      if (body != null && total < body.length) {
        System.arraycopy(
            buffer, position, body, (int) total, (int) Math.min(part, body.length - total));
      }
      position += part;
      left -= part;
      total += part;
      if (left == 0 && chunked) {
        line();
        left = chunk();
      }
    }
    if (left == 0 && chunked) {
      line();
    }
    return new Answer(status, head, total, firstByte);
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().split(";")[0].strip(), 16);
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder(256);
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append("\r\n");
    }
    return head.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    while (true) {
      available();
      byte next = buffer[position++];
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
  }

  private int available() throws IOException {
    if (position == limit) {
      limit = in.read(buffer);
      position = 0;
      if (limit <= 0) {
        throw new IOException("the connection was broken off");
      }
    }
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
