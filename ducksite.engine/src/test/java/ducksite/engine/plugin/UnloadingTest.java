package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problems;
import ducksite.testkit.PluginJar;
import java.lang.ref.Reference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whether the code of an ended plugin is gone, with a real collector and a real recorder. */
@Timeout(120)
final class UnloadingTest {

  @TempDir private Path folder;
  private Site site;
  private RunningPlugins running;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Unloading.class);

  @BeforeEach
  void open() {
    site = new Site(folder);
    running = new RunningPlugins(site.settings().workFolder());
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    running.close();
  }

  private void loadCallAndEnd(String id) {
    try (PluginHost host = PluginHost.open(site.settings(), new Problems(), running)) {
      assertEquals(
          "data/" + id + ".parquet", site.httpPath(host.find(VirtualParquetPlugin.class, id)));
    }
  }

  @Test
  void theEndOfEachShapeIsProvedAndRecorded() throws Exception {
    Site.plain("plain").writeTo(site.plugin("plain.jar"));
    Site.modular("modular").writeTo(site.plugin("modular.jar"));
    site.write("plugins/Source.java", Site.source("", "Source", "\"data/Source.parquet\""));
    BlockingQueue<RecordedEvent> events = new LinkedBlockingQueue<>();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("ducksite.PluginUnloaded");
      stream.onEvent("ducksite.PluginUnloaded", events::add);
      stream.startAsync();
      for (String id : new String[] {"plain", "modular", "Source"}) {
        loadCallAndEnd(id);
      }
      java.util.Set<String> ids = new java.util.TreeSet<>();
      while (ids.size() < 3) {
        RecordedEvent event = events.poll(60, TimeUnit.SECONDS);
        ids.add(event.getString("id"));
        assertEquals(64, event.getString("sha256").length());
        assertTrue(event.getLong("metaspace") > 0);
        assertTrue(!event.getDuration("milliseconds").isNegative());
      }
      assertEquals(java.util.Set.of("plain", "modular", "Source"), ids);
    }
  }

  @Test
  void whatAPluginThrewKeepsNothingOfItsCode() throws Exception {
    String throwing =
        "static class Own extends RuntimeException { Object all = new byte[1000]; }"
            + " static String own() { throw new Own(); } @Override";
    PluginJar.empty()
        .source("p.P", Site.source("p", "P", "own()").replace("@Override", throwing))
        .provider(VirtualParquetPlugin.class, "p.P")
        .writeTo(site.plugin("throws.jar"));
    logger.setLevel(ch.qos.logback.classic.Level.DEBUG);
    Provider<VirtualParquetPlugin> provider;
    PluginException thrown;
    try (PluginHost host = PluginHost.open(site.settings(), new Problems(), running)) {
      provider = host.find(VirtualParquetPlugin.class, "throws");
      Provider<VirtualParquetPlugin> called = provider;
      thrown = assertThrows(PluginException.class, () -> site.httpPath(called));
    }
    while (log.list.stream().noneMatch(each -> each.getFormattedMessage().contains("is gone"))) {
      Thread.sleep(20);
    }
    logger.setLevel(null);
    assertTrue(thrown.getMessage().contains("p.P$Own, at p.P.own(P.java:"), thrown.getMessage());
    assertEquals("p.P", provider.className());
  }

  @Test
  void oneThatNeverEndsDoesNotHideTheNext() throws Exception {
    Unloading unloading = new Unloading(Duration.ofMillis(50));
    try (URLClassLoader first = new URLClassLoader("first", new URL[0], null);
        URLClassLoader second = new URLClassLoader("second", new URL[0], null)) {
      unloading.await("first", "1", first);
      awaitLine("plugin first (1) has been replaced or removed, but its code stays");
      unloading.await("second", "2", second);
      awaitLine("plugin second (2) has been replaced or removed, but its code stays");
      assertEquals(2, unloading.pending());
      Reference.reachabilityFence(first);
    }
  }

  private void awaitLine(String text) throws InterruptedException {
    while (log.list.stream().noneMatch(each -> each.getFormattedMessage().contains(text))) {
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  @Test
  void aThreadThatStaysIsNamedUntilItEnds() throws Exception {
    String leak =
        """
        public P() {
          Thread leaked = new Thread(() -> {
            while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
              try { Thread.sleep(20); } catch (InterruptedException e) { }
            }
          }, "forgotten-pump");
          leaked.setDaemon(true);
          leaked.start();
        }
        @Override\
        """
            .formatted(folder.resolve("stop"));
    PluginJar.empty()
        .source("p.P", Site.source("p", "P", "\"data/leaky.parquet\"").replace("@Override", leak))
        .provider(VirtualParquetPlugin.class, "p.P")
        .writeTo(site.plugin("leaky.jar"));
    loadCallAndEnd("leaky");
    while (log.list.stream().noneMatch(each -> each.getFormattedMessage().contains("leaky"))) {
      Thread.sleep(Duration.ofMillis(20));
    }
    String line = log.list.getFirst().getFormattedMessage();
    assertTrue(line.contains("thread 'forgotten-pump' has it as context class loader"), line);
    assertTrue(line.contains("at p.P."), line);
    int before = Unloading.PROCESS.pending();
    site.write("stop", "");
    while (Unloading.PROCESS.pending() >= before) {
      System.gc();
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  @Test
  void whatIsLeftInAStaticOfThePlatformIsNamedUntilItIsTakenOut() throws Exception {
    String leave =
        """
        public static class Filter implements java.util.logging.Filter {
          @Override
          public boolean isLoggable(java.util.logging.LogRecord line) { return true; }
        }
        public P() {
          java.util.logging.Logger.getLogger("").setFilter(new Filter());
          System.getProperties().put("left.here", this);
        }
        @Override\
        """;
    PluginJar.empty()
        .source("p.P", Site.source("p", "P", "\"data/left.parquet\"").replace("@Override", leave))
        .provider(VirtualParquetPlugin.class, "p.P")
        .writeTo(site.plugin("left.jar"));
    loadCallAndEnd("left");
    awaitLine("plugin left (");
    String line = log.list.getFirst().getFormattedMessage();
    assertTrue(line.contains("the system property left.here is a p.P of it"), line);
    assertTrue(line.contains("the filter of the logger '' is a p.P$Filter of it"), line);
    int before = Unloading.PROCESS.pending();
    System.getProperties().remove("left.here");
    java.util.logging.Logger.getLogger("").setFilter(null);
    while (Unloading.PROCESS.pending() >= before) {
      System.gc();
      Thread.sleep(Duration.ofMillis(50));
    }
  }
}
