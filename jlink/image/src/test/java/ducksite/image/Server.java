package ducksite.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running {@code ducksite serve}: its address, its messages, requests to it, and its end by
 * SIGTERM.
 */
final class Server implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
  private static final long LIMIT_SECONDS = 90;

  private final Process process;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Server(Process process) {
    this.process = process;
  }

  /** Starts the process and returns as soon as it has said where it listens. */
  static Server start(ProcessBuilder builder) throws IOException {
    Server server = new Server(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
    Thread.ofVirtual().start(server::readMessages);
    try {
      server.address.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw new IOException("The server did not start:\n" + String.join("\n", server.messages), e);
    }
  }

  /** Waits until {@code /readyz} says that the site answers. */
  Server awaitReady() throws IOException {
    Instant end = Instant.now().plusSeconds(LIMIT_SECONDS);
    int status = get("/readyz").statusCode();
    while (status != 200) {
      if (Instant.now().isAfter(end) || !process.isAlive()) {
        throw new IOException("/readyz is " + status + ":\n" + String.join("\n", messages));
      }
      LockSupport.parkNanos(20_000_000);
      status = get("/readyz").statusCode();
    }
    return this;
  }

  private void readMessages() {
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        messages.add(line);
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          address.complete(URI.create(listening.group(1)));
        }
      }
      address.completeExceptionally(new IOException("The process ended."));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  URI uri(String path) {
    return address.join().resolve(path);
  }

  /** What the process has written to stderr so far. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  HttpResponse<String> get(String path, String... headers) throws IOException {
    return send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String... headers) throws IOException {
    return send(request(path, headers).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return client.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The request was interrupted: " + request.uri(), e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Sends SIGTERM, waits for the end and returns the exit code. */
  int stop() {
    process.destroy();
    return process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join().exitValue();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
