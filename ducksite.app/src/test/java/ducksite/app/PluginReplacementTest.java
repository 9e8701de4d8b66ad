package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Plugins that are replaced, added and removed while the site is served. */
@Timeout(900)
final class PluginReplacementTest {

  @TempDir private Path folder;
  private final List<String> unloading = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          unloading.add(event.getFormattedMessage());
        }
      };
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("ducksite.engine.plugin.Unloading");

  @BeforeEach
  void listen() {
    appender.start();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void tenReplacementsUnderLoadFailNoRequestAndLeaveNoCode() throws Exception {
    replace(10);
  }

  @Test
  @Tag("scale")
  void twoHundredReplacementsUnderLoadFailNoRequestAndLeaveNoCode() throws Exception {
    replace(200);
  }

  private void replace(int times) throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      AtomicBoolean enough = new AtomicBoolean();
      AtomicLong answers = new AtomicLong();
      FutureTask<Void> load =
          new FutureTask<>(
              () -> {
                while (!enough.get()) {
                  assertTrue(site.get("/stamp").contains("version "));
                  answers.incrementAndGet();
                }
                return null;
              });
      Thread.ofPlatform().name("load").start(load);
      long metaspace = 0;
      for (int version = 2; version <= times + 1; version++) {
        String text = Integer.toString(version);
        site.plugin(
            "stamp.jar", version % 2 == 0 ? WatchedSite.modular(text) : WatchedSite.plain(text));
        site.await("/stamp", "version " + version);
        if (version == times / 4) {
          awaitGone(version - 1);
          metaspace = metaspace();
        }
      }
      enough.set(true);
      load.get();
      awaitGone(times);
      assertEquals(List.of(), site.reported);
      assertTrue(answers.get() >= times, "there was no load");
      long grown = metaspace() - metaspace;
      System.out.printf(
          "%d replacements, %d requests, metaspace grew by %d KiB over the last three quarters%n",
          times, answers.get(), grown / 1024);
      if (times >= 200) {
        // One plugin's loader and classes take some 100 KiB: what stays of 150 would take 15 MiB.
        assertTrue(grown < 3L << 20, "metaspace grew by " + grown);
      }
    }
  }

  private void awaitGone(int plugins) throws InterruptedException {
    while (unloading.stream().filter(line -> line.contains(" is gone")).count() < plugins) {
      assertFalse(
          unloading.stream().anyMatch(line -> line.contains("stays in memory")),
          unloading::toString);
      Thread.sleep(20);
    }
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  @Test
  void aPluginThatCannotReplaceTheFormerIsShownAndTheFormerGoesOn() throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      assertTrue(site.get("/-/plugins").contains("\"rejected\":[]"));
      String throwing =
          "public Stamp() { throw new IllegalStateException(\"no key\"); } static final";
      site.plugin(
          "stamp.jar",
          WatchedSite.plain("2")
              .source("p.Stamp", WatchedSite.source("2").replace("static final", throwing)));
      site.await("/-/problems", "plugin/constructor-failed");
      assertTrue(site.get("/-/plugins").contains("no key"));
      assertTrue(site.get("/-/plugins").contains("\"state\":\"ACTIVE\""));
      assertTrue(site.get("/stamp").contains("version 1"));
      assertEquals("plugin/constructor-failed", site.reported.getFirst());
      site.plugin("stamp.jar", WatchedSite.plain("3"));
      site.await("/stamp", "version 3");
      assertTrue(site.get("/-/problems").contains("\"rejected\":[]"));
    }
  }

  @Test
  void aJarThatIsBeingCopiedIsWaitedFor() throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      byte[] whole = Files.readAllBytes(WatchedSite.plain("2").writeTo(folder.resolve("2.jar")));
      Path target = folder.resolve("site/plugins/stamp.jar");
      Files.write(target, java.util.Arrays.copyOf(whole, whole.length / 2));
      Thread.sleep(1000);
      Files.write(target, whole);
      site.await("/stamp", "version 2");
      assertEquals(List.of(), site.reported);
    }
  }

  @Test
  void pluginsComeAndGoAndOneThatIsNeededStays() throws Exception {
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      site.plugin("second.jar", WatchedSite.plain("9"));
      site.await("/-/plugins", "\"second\"");
      site.project.file(
          "plugins/Third.java",
          WatchedSite.source("7").replace("package p;", "").replace("Stamp", "Third"));
      site.await("/-/plugins", "\"Third\"");
      Files.delete(folder.resolve("site/plugins/second.jar"));
      while (site.get("/-/plugins").contains("\"second\"")) {
        Thread.sleep(10);
      }
      Files.delete(folder.resolve("site/plugins/stamp.jar"));
      site.await("/-/problems", "plugin/unknown-reference");
      assertTrue(site.get("/stamp").contains("version 1"));
      awaitGone(1);
    }
  }

  @Test
  void anErrorThatIsServedAroundDoesNotHoldUpAReplacement() throws Exception {
    new TestProject(folder.resolve("site"))
        .file("routes_src/broken.toml", "")
        .file("routes_src/broken.sql", "SELECT * FROM nowhere");
    try (WatchedSite site = new WatchedSite(folder.resolve("site"))) {
      assertTrue(site.get("/-/problems").contains("nowhere"));
      site.plugin("stamp.jar", WatchedSite.plain("2"));
      site.await("/stamp", "version 2");
    }
  }
}
