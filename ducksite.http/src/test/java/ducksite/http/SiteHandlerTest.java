package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of failures that nobody expected. */
final class SiteHandlerTest {

  @TempDir private Path folder;

  @Test
  void whateverAnEndpointThrowsIsAnAnswer() throws IOException {
    Endpoint broken =
        (exchange, site, path) -> {
          throw new IllegalStateException("AUTHOR_SECRET");
        };
    Endpoint damaged =
        (exchange, site, path) -> {
          throw new NoClassDefFoundError("AUTHOR_SECRET");
        };
    Router router =
        new Router(new Router.Entry("broken", broken))
            .exact("/damaged", "damaged", damaged)
            .exact("/at-once", "broken", Endpoint.immediate(broken))
            .exact("/damaged-at-once", "damaged", Endpoint.immediate(damaged));
    try (TestSite site = new TestSite(folder).load();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Answers answers =
          new Answers(
              new ErrorPages(
                  any ->
                      new Shells(
                              ducksite.web.WebAssets.load(),
                              new Notices(new Authors(true), Optional::empty))
                          .bare(null)));
      SiteHandler handler = new SiteHandler(site.current, router, answers, executor);
      Undertow undertow =
          Undertow.builder()
              .addHttpListener(0, "127.0.0.1")
              .setHandler(
                  exchange -> {
                    HeldSite.hold(exchange, site.current);
                    handler.handleRequest(exchange);
                  })
              .build();
      undertow.start();
      int port = ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
      try (RawConnection connection = new RawConnection(port)) {
        for (String path : new String[] {"/broken", "/damaged", "/at-once", "/damaged-at-once"}) {
          Reply reply = connection.get(path);
          assertEquals(500, reply.status(), path);
          assertEquals("internal_error", reply.code());
          assertFalse(reply.text().contains("AUTHOR_SECRET"));
        }
      } finally {
        undertow.stop();
      }
    }
  }
}
