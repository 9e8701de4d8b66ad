package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that never end, seen from the outside. */
@Timeout(120)
final class StuckPluginTest {

  private static final String SPINS =
      """
      import ducksite.api.route.*;
      import java.util.Map;
      public final class Spins implements Preprocessor {
        @Override public Map<String, Object> process(Map<String, Object> values, RouteContext context) {
          long turns = 0;
          java.io.File stop = new java.io.File(context.options().string("stop").get());
          while (!stop.exists()) { turns++; }
          return values;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aPluginWhoseCallsSpinIsStuckAndNamedWhileEverythingElseAnswers() throws Exception {
    String step = "[[preprocess]]\nplugin = \"plugins/%s.java\"\nstop = \"" + stop() + "\"\n";
    try (TestSite site =
            new TestSite(folder)
                .file(
                    "ducksite.toml", "[plugins.limits]\nthreads = 2\npreprocess_timeout = \"2s\"\n")
                .file("plugins/Spins.java", SPINS)
                .file(
                    "plugins/Fine.java",
                    SPINS.replace("Spins", "Fine").replace("while", "if (turns > 0) while"))
                .route("spinning", step.formatted("Spins"), "SELECT 1 AS one")
                .route("fine", step.formatted("Fine"), "SELECT 2 AS two")
                .start();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(0, site.metric("ducksite_plugin_stuck{plugin=\"Spins\"}"));
      List<Callable<Integer>> two =
          IntStream.range(0, 2)
              .<Callable<Integer>>mapToObj(each -> () -> site.get("/spinning").status())
              .toList();
      for (Future<Integer> answer : clients.invokeAll(two)) {
        assertEquals(504, answer.get());
      }
      while (site.metric("ducksite_plugin_stuck{plugin=\"Spins\"}") == 0) {
        Thread.onSpinWait();
      }

      Reply refused = site.get("/spinning");
      assertEquals(503, refused.status());
      assertEquals("1", refused.header("Retry-After"));
      assertTrue(refused.text().contains("\"overloaded\""), refused.text());
      assertFalse(refused.text().contains("Spins"), refused.text());
      String plugins = site.get("/-/plugins").text();
      assertTrue(plugins.contains("STUCK"), plugins);
      assertTrue(plugins.contains("all 2 threads are held"), plugins);
      assertTrue(plugins.contains("Spins, at Spins.process(Spins.java:"), plugins);
      assertEquals(200, site.get("/healthz").status());
      assertEquals(200, site.get("/fine").status());
      assertEquals(2, site.metric("ducksite_plugin_timeouts_total{plugin=\"Spins\"}"));
      assertEquals(2, site.metric("ducksite_plugin_abandoned_total{plugin=\"Spins\"}"));
      assertEquals(2, site.metric("ducksite_plugin_stuck_threads{plugin=\"Spins\"}"));
      assertEquals(1, site.metric("ducksite_plugin_rejected_total{plugin=\"Spins\"}"));
      assertEquals(0, site.metric("ducksite_plugin_timeouts_total{plugin=\"Fine\"}"));

      site.file("stop", "");
      while (site.metric("ducksite_plugin_stuck{plugin=\"Spins\"}") == 1) {
        Thread.onSpinWait();
      }
      assertEquals(200, site.get("/spinning").status());
    }
  }

  private Path stop() throws IOException {
    return folder.toRealPath().resolve("stop");
  }
}
