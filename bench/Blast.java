import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A load generator in a process and on a thread of its own, the same for every server: kept-alive
 * connections that ask for one path again and again. Each answer has to be as long as the first one
 * and to begin with the same status line, so that none is lost or cut.
 */
final class Blast {

  private static final int BUFFER = 512 * 1024;
  private static final double WARM_SECONDS = 0.5;

  private Blast() {}

  /** What a run has shown; processor time is the generator's own. */
  record Rate(double requests, double processors) {}

  /**
   * Runs the generator.
   *
   * @param request the bytes of a request
   */
  static Rate at(int port, int connections, double seconds, String request) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "Blast",
                Integer.toString(port),
                Integer.toString(connections),
                Double.toString(seconds),
                request)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the load generator failed:\n" + said);
    }
    String[] figures = said.strip().split(" ");
    return new Rate(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
  }

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    byte[] request = arguments[3].getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (Selector selector = Selector.open()) {
      for (int connection = 0; connection < connections; connection++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        One one = new One(request, buffer);
        channel.register(selector, SelectionKey.OP_READ, one);
        one.ask(channel);
      }
      run(selector, WARM_SECONDS);
      long used = processNanos();
      long started = System.nanoTime();
      long requests = run(selector, seconds);
      double elapsed = Server.secondsSince(started);
      System.out.printf(
          Locale.ROOT, "%f %f%n", requests / elapsed, (processNanos() - used) / 1e9 / elapsed);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    }
  }

  private static long processNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static long run(Selector selector, double seconds) throws IOException {
    long started = System.nanoTime();
    long answers = 0;
    List<SelectionKey> ready = new ArrayList<>();
    while (Server.secondsSince(started) < seconds) {
      selector.select(100);
      ready.addAll(selector.selectedKeys());
      selector.selectedKeys().clear();
      for (SelectionKey key : ready) {
        answers += ((One) key.attachment()).read((SocketChannel) key.channel());
      }
      ready.clear();
    }
    return answers;
  }

  /** One connection. */
  private static final class One {

    private final ByteBuffer request;
    private final ByteBuffer buffer;
    private byte[] begin = new byte[0];
    private long length;
    private long taken;

    One(byte[] request, ByteBuffer buffer) {
      this.request = ByteBuffer.wrap(request);
      this.buffer = buffer;
    }

    void ask(SocketChannel channel) throws IOException {
      request.rewind();
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    /** Takes what is there; 1 when an answer has ended and the next has been asked for. */
    int read(SocketChannel channel) throws IOException {
      int count = channel.read(buffer.clear());
      if (count < 0) {
        throw new IOException("the connection was broken off");
      }
      if (taken == 0 && count > 0) {
        begins(buffer.flip());
      }
      taken += count;
      if (taken < length) {
        return 0;
      }
      if (taken > length) {
        throw new IOException("an answer is longer than the first: " + taken + ", not " + length);
      }
      taken = 0;
      ask(channel);
      return 1;
    }

    private void begins(ByteBuffer answer) throws IOException {
      byte[] line = new byte["HTTP/1.1 200".length()];
      answer.get(0, line);
      if (begin.length == 0) {
        begin = line;
        length = length(StandardCharsets.US_ASCII.decode(answer.duplicate()).toString());
      } else if (!Arrays.equals(begin, line)) {
        throw new IOException("an answer begins with " + new String(line, StandardCharsets.UTF_8));
      }
    }

    private static long length(String text) throws IOException {
      int end = text.indexOf("\r\n\r\n") + 4;
      if (end < 4 || !text.startsWith("HTTP/1.1 200") && !text.startsWith("HTTP/1.1 304")) {
        throw new IOException("not a whole head of a good answer: " + text);
      }
      int body = 0;
      for (String header : text.substring(0, end).split("\r\n")) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          body = Integer.parseInt(header.substring("content-length:".length()).strip());
        }
      }
      return text.startsWith("HTTP/1.1 304") ? end : end + body;
    }
  }
}
