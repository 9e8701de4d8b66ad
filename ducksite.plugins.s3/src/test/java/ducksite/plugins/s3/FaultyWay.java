package ducksite.plugins.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way between the plugin and the server, with accidents: it takes one request for each
 * connection and passes it on, answers itself, cuts the answer, or is slow. Counts what passes.
 */
final class FaultyWay implements AutoCloseable {

  /**
   * A request that arrives.
   *
   * @param target path and query, as sent
   * @param range the header, empty when there is none
   */
  record Request(String method, String target, String range) {
    boolean isObject() {
      return method.equals("GET") && !target.contains("list-type");
    }
  }

  /** What happens to a request. */
  sealed interface Fate {
    /** It is answered by the server. */
    record Passed() implements Fate {}

    /** It is answered here. */
    record Refused(int status, String code) implements Fate {}

    /** The connection breaks after so many bytes of the body. */
    record Cut(long bytes) implements Fate {}

    /** The body passes at so many bytes in a millisecond. */
    record Slow(int bytesInMillisecond) implements Fate {}
  }

  /** Decides. */
  @FunctionalInterface
  interface Rule {
    Fate of(Request request);
  }

  static final Fate PASSED = new Fate.Passed();
  private static final int BUFFER = 16 << 10;

  private final ServerSocket listener;
  private final URI server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong objectBytes = new AtomicLong();
  private volatile Rule rule = request -> PASSED;

  FaultyWay(URI server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket();
    listener.setReceiveBufferSize(BUFFER);
    listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  void rule(Rule next) {
    rule = next;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  long objectRequests() {
    return requests.stream().filter(Request::isObject).count();
  }

  /** Bytes of objects that have been passed on. */
  long objectBytes() {
    return objectBytes.get();
  }

  void forget() {
    requests.clear();
    objectBytes.set(0);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setSendBufferSize(BUFFER);
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String[] lines = head.split("\r\n");
      String[] first = lines[0].split(" ");
      Request request = new Request(first[0], first[1], header(lines, "range"));
      requests.add(request);
      switch (rule.of(request)) {
        case Fate.Refused(int status, String code) -> refuse(client, status, code);
        case Fate.Cut(long bytes) -> pass(client, head, request, bytes, Integer.MAX_VALUE);
        case Fate.Slow(int speed) -> pass(client, head, request, Long.MAX_VALUE, speed);
        case Fate.Passed _ -> pass(client, head, request, Long.MAX_VALUE, Integer.MAX_VALUE);
      }
    } catch (IOException e) {
      // The other side has gone: nothing is left to pass on.
      sockets.remove(client);
    } finally {
      sockets.remove(client);
    }
  }

  private static void refuse(Socket client, int status, String code) throws IOException {
    String body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    String answer =
        "HTTP/1.1 "
            + status
            + " No\r\nContent-Type: application/xml\r\nConnection: close\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void pass(Socket client, String head, Request request, long limit, int speed)
      throws IOException {
    try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
      sockets.add(upstream);
      upstream.getOutputStream().write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = upstream.getInputStream();
      OutputStream out = client.getOutputStream();
      out.write(head(in).getBytes(StandardCharsets.ISO_8859_1));
      byte[] buffer = new byte[BUFFER];
      long left = limit;
      int count = in.read(buffer);
      while (count >= 0 && left > 0) {
        int part = (int) Math.min(count, left);
        out.write(buffer, 0, part);
        if (request.isObject()) {
          objectBytes.addAndGet(part);
        }
        left -= part;
        if (speed < Integer.MAX_VALUE) {
          java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L * part / speed);
        }
        count = in.read(buffer);
      }
      if (count >= 0) {
        client.setSoLinger(true, 0);
      }
    }
  }

  /** The same head, without a further request on its connection. */
  private static String closing(String head) {
    return head.replaceAll("(?i)\r\nconnection:[^\r]*", "")
        .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = 0;
    while (end < 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ends within a head");
      }
      bytes.write(next);
      end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static String header(String[] lines, String name) {
    for (String line : lines) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
