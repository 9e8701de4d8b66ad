import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A kept page of 200 rows and its 304, in turns with nginx, which serves the same bytes with the
 * same headers from a file and writes an access log as ducksite does.
 */
final class Nginx {

  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final int ROUNDS = 5;
  private static final double SECONDS = 1.3;
  private static final double WARM_SECONDS = 6;

  /** Headers that nginx writes itself, or that belong to one connection. */
  private static final List<String> OWN =
      List.of("date", "server", "connection", "content-length", "content-type", "keep-alive");

  private Nginx() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("nginx: a kept page of 200 rows and its 304", arguments, Nginx::measure);
  }

  private static void measure(Bench bench) throws Exception {
    if (!Files.isExecutable(PROGRAM)) {
      bench.skipped("page / nginx, 304 / nginx", "there is no nginx at " + PROGRAM);
      return;
    }
    Path project = bench.project("nginx", HotRoute.files());
    try (Server server = bench.serveLogged(project, bench.folder().resolve("ducksite.log"))) {
      server.ready();
      byte[] body = new byte[1 << 20];
      Connection.Answer page;
      try (Connection connection = new Connection(server.port())) {
        Bench.ok(connection.get(HotRoute.PAGE));
        page =
            Bench.ok(connection.exchange(Connection.request(HotRoute.PAGE), body, Long.MAX_VALUE));
      }
      byte[] bytes = java.util.Arrays.copyOf(body, (int) page.bytes());
      int port = freePort();
      Process nginx = start(bench.folder(), port, page, bytes);
      double[] answers;
      try {
        answers = compare(bench, server.port(), port, page.header("ETag"));
      } finally {
        nginx.destroy();
        nginx.waitFor(10, TimeUnit.SECONDS);
      }
      bench.atLeast(
          "ducksite: lines of the access log / answers",
          lines(bench.folder().resolve("ducksite.log")) / answers[0],
          1,
          "");
      bench.atLeast(
          "nginx: lines of the access log / answers",
          lines(bench.folder().resolve("nginx/access.log")) / answers[1],
          1,
          "");
    }
  }

  private static double lines(Path log) throws IOException {
    long lines = 0;
    byte[] piece = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(log)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        for (int index = 0; index < count; index++) {
          lines += piece[index] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  /** The answers of both that were measured, fewer than were given. */
  private static double[] compare(Bench bench, int ours, int theirs, String tag) throws Exception {
    double[] answers = new double[2];
    String fileTag;
    try (Connection connection = new Connection(theirs)) {
      fileTag = Bench.ok(connection.get("/tagged/page.json")).header("ETag");
      bench.exactly(
          "nginx gives 304",
          connection.get("/tagged/page.json", "If-None-Match: " + fileTag).status(),
          304,
          "");
    }
    // A server that has just started compiles for some seconds; nginx has nothing to compile.
    Blast.at(ours, 16, WARM_SECONDS, request(HotRoute.PAGE, ""));
    Blast.at(ours, 16, WARM_SECONDS, request(HotRoute.PAGE, "If-None-Match: " + tag + "\r\n"));
    for (int connections : new int[] {16, 64}) {
      String at = ", " + connections + " connections";
      rates(
          bench,
          "page" + at,
          connections,
          new int[] {ours, theirs},
          new String[] {request(HotRoute.PAGE, ""), request("/page.json", "")},
          0.7,
          answers);
      rates(
          bench,
          "304" + at,
          connections,
          new int[] {ours, theirs},
          new String[] {
            request(HotRoute.PAGE, "If-None-Match: " + tag + "\r\n"),
            request("/tagged/page.json", "If-None-Match: " + fileTag + "\r\n")
          },
          0.8,
          answers);
    }
    return answers;
  }

  private static String request(String path, String header) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
  }

  private static void rates(
      Bench bench,
      String name,
      int connections,
      int[] ports,
      String[] requests,
      double bound,
      double[] answers)
      throws Exception {
    double[][] rates = new double[2][ROUNDS];
    double busiest = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int side = 0; side < 2; side++) {
        Blast.Rate rate = Blast.at(ports[side], connections, SECONDS, requests[side]);
        rates[side][round] = rate.requests();
        answers[side] += rate.requests() * SECONDS;
        busiest = Math.max(busiest, rate.processors());
      }
    }
    bench.figure(name + ": ducksite, median", Bench.median(rates[0]), "req/s");
    bench.figure(name + ": nginx, median", Bench.median(rates[1]), "req/s");
    bench.figure(name + ": the generator's thread was busy, at most", 100 * busiest, "%");
    bench.atLeast(
        name + ": ducksite / nginx, median", Bench.medianRatio(rates[0], rates[1]), bound, "");
  }

  private static Process start(Path folder, int port, Connection.Answer page, byte[] body)
      throws Exception {
    Path root = Files.createDirectories(folder.resolve("nginx"));
    Files.createDirectories(root.resolve("html/tagged"));
    Files.write(root.resolve("html/page.json"), body);
    Files.write(root.resolve("html/tagged/page.json"), body);
    StringBuilder headers = new StringBuilder();
    for (String line : page.head().split("\r\n")) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon);
      if (colon > 0 && !OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
        String value = line.substring(colon + 1).strip().replace("\"", "\\\"");
        headers.append("add_header ").append(name).append(" \"").append(value).append("\";\n");
      }
    }
    String untagged = headers.toString();
    String tagged = untagged.replaceAll("add_header (?i:etag|last-modified) .*\n", "");
    Path configuration = root.resolve("nginx.conf");
    Files.writeString(
        configuration,
        CONFIGURATION
            .replace("PROCESSORS", Integer.toString(Runtime.getRuntime().availableProcessors()))
            .replace("USER", System.getProperty("user.name").equals("root") ? "user root;" : "")
            .replace("ROOT", root.toString())
            .replace("PORT", Integer.toString(port))
            .replace("UNTAGGED", untagged)
            .replace("TAGGED", tagged));
    Process nginx =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-p",
                root.toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("said.txt").toFile())
            .start();
    for (int look = 0; look < 500 && nginx.isAlive(); look++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return nginx;
      } catch (IOException early) {
        Thread.sleep(20);
      }
    }
    nginx.destroy();
    throw new IllegalStateException(
        "nginx does not listen:\n" + Files.readString(root.resolve("said.txt")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * As its authors tune it for files: head and file leave together ({@code tcp_nopush}), which for
   * files of this size is faster than {@code sendfile} alone and than reading them. The access log
   * is written in pieces, as ducksite's is, and a connection may ask as often as with ducksite.
   */
  private static final String CONFIGURATION =
      """
      daemon off;
      USER
      worker_processes PROCESSORS;
      pid ROOT/nginx.pid;
      error_log stderr warn;
      events { worker_connections 1024; }
      http {
        types { application/json json; }
        access_log ROOT/access.log combined buffer=64k flush=1s;
        sendfile on;
        tcp_nopush on;
        tcp_nodelay on;
        keepalive_requests 100000000;
        open_file_cache max=100 inactive=1h;
        client_body_temp_path ROOT/body;
        proxy_temp_path ROOT/proxy;
        fastcgi_temp_path ROOT/fastcgi;
        uwsgi_temp_path ROOT/uwsgi;
        scgi_temp_path ROOT/scgi;
        server {
          listen 127.0.0.1:PORT;
          root ROOT/html;
          location = /page.json {
            etag off;
            if_modified_since off;
            UNTAGGED
          }
          location /tagged/ {
            TAGGED
          }
        }
      }
      """;
}
