package ducksite.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code ducksite serve}: its address, its messages, requests to it, and its end. */
public final class TestServer implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
  private static final long LIMIT_SECONDS = 90;

  private final Process process;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(Process process) {
    this.process = process;
  }

  /**
   * An answer.
   *
   * @param status the status code
   * @param headers by name in lower case
   * @param body its bytes
   */
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    /** The body as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  static TestServer start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    TestServer server = new TestServer(process);
    Thread.ofVirtual().start(server::readMessages);
    try {
      server.address.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
      server.awaitReady();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw new IOException("ducksite did not start:\n" + String.join("\n", server.messages), e);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
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
      address.completeExceptionally(new IOException("the process ended"));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (get("/readyz").status() != 200) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException("the site does not answer:\n" + String.join("\n", messages));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Where a path of the site is. */
  public URI uri(String path) {
    return address.join().resolve(path);
  }

  /** What the server has said so far, line by line. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /**
   * The answer to a GET.
   *
   * @param headers names and values in turn
   * @throws IOException when there is none
   */
  public Answer get(String path, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the request was interrupted: " + path, e);
    }
  }

  /** Ends the server: politely, and after ten seconds without asking. */
  @Override
  public void close() {
    client.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
