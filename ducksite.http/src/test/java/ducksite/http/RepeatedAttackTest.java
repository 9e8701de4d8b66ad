package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that want to be taken for others, among requests that are answered again: what comes out
 * of a connection is what comes out of a server that parses each of them.
 */
@Timeout(120)
final class RepeatedAttackTest {

  private static final String GOOD = "GET /one?a=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String LAST =
      "GET /two HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final String BROKEN = "broken off";
  private static final int MUTATIONS = 150;

  @TempDir private static Path folder;
  private static TestSite repeating;
  private static TestSite parsing;

  @BeforeAll
  static void start() throws IOException {
    repeating = site("repeating");
    parsing = site("parsing");
    parsing.server().repeats().close();
    for (TestSite site : List.of(repeating, parsing)) {
      for (int round = 0; round < 4; round++) {
        conversation(site, List.of(GOOD, LAST));
      }
    }
  }

  private static TestSite site(String name) throws IOException {
    String kept = "[cache]\norder_by = \"n\"\n";
    return new TestSite(folder.resolve(name))
        .route("one", kept, "SELECT 'first' AS n")
        .route("two", kept, "SELECT 'second' AS n")
        .start();
  }

  @AfterAll
  static void stop() {
    repeating.close();
    parsing.close();
  }

  /** All that comes back, without what differs each time, when texts are sent one by one. */
  private static String conversation(TestSite site, List<String> texts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress("127.0.0.1", site.port()));
      try {
        for (String text : texts) {
          socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
          socket.getOutputStream().flush();
        }
        socket.shutdownOutput();
        socket.getInputStream().transferTo(all);
      } catch (SocketException e) {
        // The server has broken the connection off: what it said before may be lost on the way.
        return BROKEN;
      }
    }
    return all.toString(StandardCharsets.ISO_8859_1)
        .replaceAll("(?i)date: [^\r]*|etag: [^\r]*", "*")
        .replaceAll("(?i)server-timing: [^\r]*|x-request-id: [^\r]*", "*")
        .replaceAll("\"elapsed_ms\":[0-9.]*", "*")
        .replaceAll("(?i)content-length: [^\r]*", "*")
        .replaceAll("\"request_id\":\"[0-9a-f]*\"", "*");
  }

  /**
   * What comes back may depend on how the texts meet on their way, so that the parsing server is
   * asked again before it is said never to answer like this.
   */
  private static void sameOfBoth(List<String> texts) throws IOException {
    String given = conversation(repeating, texts);
    String expected = conversation(parsing, texts);
    for (int attempt = 0; attempt < 100 && !expected.equals(given); attempt++) {
      // What is lost when a connection is broken off tells nothing.
      given = given.equals(BROKEN) ? conversation(repeating, texts) : given;
      expected = conversation(parsing, texts);
    }
    assertEquals(visible(expected), visible(given), () -> "sent: " + visible(texts.toString()));
  }

  /** A text that a report can show. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.chars()
        .forEach(
            c -> visible.append(c < ' ' || c > '~' ? String.format("\\%02x", c) : (char) c + ""));
    return visible.toString();
  }

  @Test
  void aRequestBehindOneThatIsAnsweredAgainIsParsedAsItIs() throws IOException {
    String host = "Host: localhost\r\n";
    for (String attack :
        List.of(
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Content-Length: " + GOOD.length() + "\r\n\r\n",
            "POST /one?a=1 HTTP/1.1\r\n" + host + "Content-Length: " + GOOD.length() + "\r\n\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n4f\r\n",
            "GET /one?a=1 HTTP/1.1\r\n"
                + host
                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Expect: 100-continue\r\n\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "Connection: keep-alive, close\r\n\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + host + "\r\n",
            "GET /one?a=1 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "GET http://evil.example/one?a=1 HTTP/1.1\r\n" + host + "\r\n",
            "GET /one?a=1 HTTP/1.0\r\n" + host + "\r\n",
            "GET /one?a=1 HTTP/1.1\n" + host + "\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host + "X-Fold: a\r\n b\r\n\r\n",
            "HEAD /one?a=1 HTTP/1.1\r\n" + host + "\r\n",
            "GET /one?a=1 HTTP/1.1\r\n" + host,
            "\r\n\r\n" + GOOD,
            "\r\n",
            "G")) {
      sameOfBoth(List.of(GOOD, attack, LAST));
      sameOfBoth(List.of(attack, GOOD, LAST));
      sameOfBoth(List.of(GOOD, attack, GOOD, attack, GOOD, LAST));
      sameOfBoth(List.of(attack + GOOD + LAST));
    }
    assertTrue(repeating.metric("ducksite_http_repeats_total") > 0);
    assertEquals(0, parsing.metric("ducksite_http_repeats_total"));
  }

  @Test
  void aRequestInPiecesIsOneRequest() throws IOException {
    for (int cut = 1; cut < GOOD.length(); cut += 3) {
      sameOfBoth(List.of(GOOD, GOOD.substring(0, cut), GOOD.substring(cut), GOOD, LAST));
      sameOfBoth(List.of(GOOD + GOOD.substring(0, cut), GOOD.substring(cut) + GOOD, LAST));
    }
  }

  @Test
  void anyMixtureOfBytesIsParsedAsItIs() throws IOException {
    Random random = new Random(20_261_121);
    String alphabet = "\r\n\t :;,/?GETHosta1\u0000\u00ff%&";
    for (int mutation = 0; mutation < MUTATIONS; mutation++) {
      StringBuilder mutated = new StringBuilder(GOOD);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int place = random.nextInt(mutated.length());
        String with = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
        switch (random.nextInt(3)) {
          case 0 -> mutated.insert(place, with);
          case 1 -> mutated.replace(place, place + 1, with);
          default -> mutated.deleteCharAt(place);
        }
      }
      List<String> texts = new ArrayList<>(List.of(GOOD, mutated.toString(), mutated.toString()));
      texts.add(GOOD);
      texts.add(LAST);
      sameOfBoth(texts);
    }
  }
}
