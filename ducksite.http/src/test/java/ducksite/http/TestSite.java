package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.AddressRange;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small project that is written, compiled and served on a free port. */
final class TestSite implements AutoCloseable {

  final Path root;
  final CurrentSite current = new CurrentSite();
  private @Nullable SiteBuilder builder;
  private Duration drain = Duration.ofSeconds(2);
  private @Nullable OutputStream accessLog;
  private @Nullable SiteServer server;

  TestSite(Path root) throws IOException {
    this.root = root;
    file("ducksite.toml", "");
  }

  /** Writes a file of the project. */
  TestSite file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Writes a route that answers at {@code /id}. */
  TestSite route(String id, String toml, String sql) throws IOException {
    file("routes_src/" + id + ".toml", toml);
    return file("routes_src/" + id + ".sql", sql);
  }

  /** Writes a Parquet file with the rows of a query. */
  TestSite data(String name, String sql) throws IOException {
    TestData.write(root.resolve(name), sql);
    return this;
  }

  /** Starts the server without a site. */
  TestSite listen(String... hosts) {
    return listen(false, List.of(hosts));
  }

  /** How long the server finishes requests when it is closed; two seconds unless told. */
  TestSite drainingFor(Duration longest) {
    drain = longest;
    return this;
  }

  /** Where a line of each answered request goes; nowhere unless told. */
  TestSite loggingTo(OutputStream log) {
    accessLog = log;
    return this;
  }

  /** Starts the server without a site; with users needed, only sites that ask for them answer. */
  TestSite listen(boolean usersNeeded, List<String> hosts) {
    server =
        SiteServer.start(
            new ServerSettings(
                "127.0.0.1",
                0,
                hosts,
                1 << 20,
                drain,
                root.resolve(".ducksite_data/tmp"),
                "1.2.3",
                List.of(AddressRange.parse("127.0.0.1").orElseThrow()),
                usersNeeded,
                accessLog),
            current);
    return this;
  }

  /** Compiles the project, which must have no problems, and takes it into service. */
  TestSite load() throws IOException {
    Problems problems = loadAnyway();
    if (!problems.all().isEmpty()) {
      throw new AssertionError("the test's project has problems: " + problems.all());
    }
    return this;
  }

  /** Compiles the project and takes it into service, whatever is wrong with it. */
  Problems loadAnyway() throws IOException {
    if (builder == null) {
      builder =
          new SiteBuilder(
              new BuildSettings(
                  root,
                  new StateFolder(root.resolve(".ducksite_data")),
                  Overrides.none(),
                  null,
                  false,
                  "1.2.3",
                  message -> {}));
    }
    Problems problems = new Problems();
    current.swap(builder.compile(problems));
    return problems;
  }

  TestSite start() throws IOException {
    return listen().load();
  }

  int port() {
    String url = server().url();
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  /** A connection whose requests are written by hand. */
  RawConnection connect() throws IOException {
    return new RawConnection(port());
  }

  /** Asks for a path with headers, given as names and values in turn. */
  Reply get(String path, String... headers) throws IOException {
    return send("GET", path, headers);
  }

  /** Sends a body of JSON. */
  Reply post(String path, String body, String... lines) throws IOException {
    try (RawConnection connection = connect()) {
      return connection.post(path, body, lines);
    }
  }

  /** Asks on a connection of its own. */
  Reply send(String method, String path, String... headers) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int index = 0; index < headers.length; index += 2) {
      lines.add(headers[index] + ": " + headers[index + 1]);
    }
    try (RawConnection connection = connect()) {
      connection.send(method, path, lines.toArray(String[]::new));
      return connection.read(method.equals("HEAD"));
    }
  }

  /** The sum of the samples of {@code /metrics} whose line begins with a text. */
  double metric(String start) throws IOException {
    return get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Waits until samples sum up to a value: some are counted after the client has its answer. */
  void awaitMetric(String start, double value) throws IOException, InterruptedException {
    double seen = metric(start);
    for (int attempt = 0; attempt < 1000 && seen != value; attempt++) {
      Thread.sleep(10);
      seen = metric(start);
    }
    assertEquals(value, seen, start);
  }

  SiteServer server() {
    if (server == null) {
      throw new IllegalStateException("the test has not started its server");
    }
    return server;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    current.close();
    if (builder != null) {
      builder.close();
    }
  }
}
