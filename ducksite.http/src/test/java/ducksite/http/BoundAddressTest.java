package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.web.WebAssets;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that others can reach, put together by hand so that nobody can reach it in a test. */
final class BoundAddressTest {

  private static final List<String> FACES =
      List.of("/-/problems", "/-/plugins", "/-/routes", "/sql/_manifest.json", "/sql/x.sql");

  @TempDir private Path folder;

  @Test
  void theAuthorsFacesAreClosedWhereOthersCanReachThem() throws IOException {
    try (TestSite site = new TestSite(folder).route("one", "", "SELECT 1 AS one").start();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ServerSettings settings =
          new ServerSettings(
              "127.0.0.1", 0, List.of(), 1024, Duration.ofSeconds(1), folder.resolve("tmp"), "1");
      Endpoints endpoints =
          new Endpoints(settings, site.current, WebAssets.load(), false, executor);
      Undertow undertow =
          Undertow.builder()
              .addHttpListener(0, "127.0.0.1")
              .setHandler(endpoints.chain(List.of("localhost")))
              .build();
      undertow.start();
      int port = ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
      try (RawConnection connection = new RawConnection(port)) {
        for (String face : FACES) {
          Reply reply = connection.get(face);
          assertEquals(403, reply.status(), face);
          assertEquals("forbidden", reply.code());
          assertFalse(reply.text().contains(folder.toString()));
        }
        assertEquals(200, connection.get("/one").status());
        assertEquals(200, connection.get("/openapi.json").status());
      } finally {
        undertow.stop();
      }
    }
  }

  @Test
  void onlyAddressesOfTheMachineItselfAreLoopback() {
    for (String host : List.of("127.0.0.1", "127.9.9.9", "::1", "localhost")) {
      assertTrue(SiteServer.isLoopback(host), host);
    }
    for (String host : List.of("0.0.0.0", "::", "10.0.0.1", "not a host")) {
      assertFalse(SiteServer.isLoopback(host), host);
    }
  }
}
