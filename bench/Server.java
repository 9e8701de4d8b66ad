import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server process from its start to its end: when it listened, where, and how much memory it took.
 */
final class Server implements AutoCloseable {

  private static final String LISTENING = "listening on http://";
  private static final long PATIENCE_SECONDS = 60;
  private static final int MOST_LINES = 1000;

  private final Process process;
  private final long started;
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  private volatile long listening;
  private volatile int port;

  Server(List<String> command, String variable, String javaOptions) throws Exception {
    this(command, variable, javaOptions, null);
  }

  /**
   * @param log takes what the server says, so that this process has no work with it; null to read
   *     it here, at once
   */
  Server(List<String> command, String variable, String javaOptions, Path log) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    if (log != null) {
      builder.redirectError(log.toFile());
    }
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("DUCKSITE_JAVA_OPTS");
    environment.put(variable, javaOptions);
    started = System.nanoTime();
    process = builder.start();
    if (log == null) {
      Thread.ofPlatform().daemon().start(this::listen);
    }
    while (port == 0) {
      if (log != null) {
        Files.readAllLines(log).forEach(this::heard);
      }
      if (!process.isAlive() || secondsSince(started) > PATIENCE_SECONDS) {
        process.destroyForcibly();
        throw new IllegalStateException("the server does not listen:\n" + String.join("\n", said));
      }
      Thread.sleep(1);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
        said.add(line);
        if (said.size() > MOST_LINES) {
          said.poll();
        }
      }
    } catch (IOException ended) {
      said.add(ended.toString());
    }
  }

  private void heard(String line) {
    if (port == 0 && line.contains(LISTENING)) {
      listening = System.nanoTime();
      port = Integer.parseInt(line.replaceAll(".*http://.*:(\\d+).*", "$1"));
    }
  }

  /** Waits until {@code /readyz} is 200; seconds from the start of the process. */
  double ready() throws Exception {
    try (Connection connection = new Connection(port)) {
      while (connection.get("/readyz").status() != 200) {
        if (!process.isAlive() || secondsSince(started) > PATIENCE_SECONDS) {
          throw new IllegalStateException(
              "the server does not become ready:\n" + String.join("\n", said));
        }
        Thread.sleep(5);
      }
      return secondsSince(started);
    }
  }

  /** Seconds from the start of the process to the line that says where it listens. */
  double listened() {
    return (listening - started) / 1e9;
  }

  int port() {
    return port;
  }

  /** Megabytes (10^6 bytes) of the process's largest resident size so far. */
  double peakMegabytes() throws IOException {
    return megabytes("VmHWM:");
  }

  /** Megabytes (10^6 bytes) of the process's resident size now. */
  double residentMegabytes() throws IOException {
    return megabytes("VmRSS:");
  }

  private double megabytes(String figure) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith(figure))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        * 1024
        / 1e6;
  }

  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** Ends the process as a supervisor would, and kills it when it does not go. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
