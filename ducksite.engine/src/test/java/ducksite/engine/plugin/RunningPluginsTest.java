package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.Options;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class RunningPluginsTest {

  @TempDir private Path folder;
  private Site site;
  private RunningPlugins running;

  @BeforeEach
  void open() throws IOException {
    site = new Site(folder);
    running = new RunningPlugins(site.settings().workFolder());
    Site.plain("plain").writeTo(site.plugin("plain.jar"));
    Site.modular("modular").writeTo(site.plugin("modular.jar"));
    site.write("plugins/Source.java", Site.source("", "Source", "\"data/source.parquet\""));
  }

  @AfterEach
  void close() {
    running.close();
  }

  private PluginHost host() {
    return host(site.settings());
  }

  private PluginHost host(PluginHostSettings settings) {
    Problems problems = new Problems();
    PluginHost host = PluginHost.open(settings, problems, running);
    assertEquals(List.of(), problems.all());
    return host;
  }

  private static Object object(PluginHost host, String id) {
    return host.find(VirtualParquetPlugin.class, id).call(CallKind.MANIFEST, (plugin, _) -> plugin);
  }

  private String path(PluginHost host, String id) {
    return site.httpPath(host.find(VirtualParquetPlugin.class, id));
  }

  @Test
  void whatHasNotChangedIsTheSameObjectInTheNextHost() throws IOException {
    String warned = Site.source("", "Source", "\"data/source.parquet\"");
    site.write(
        "plugins/Source.java",
        warned.replace("@Override", "static void end() { System.exit(1); } @Override"));
    PluginHost first = host();
    List<String> ids = List.of("plain", "modular", "Source");
    List<Object> before = ids.stream().map(id -> object(first, id)).toList();
    try (PluginHost second = host()) {
      first.close();
      assertEquals(first.plugins(), second.plugins());
      for (int index = 0; index < ids.size(); index++) {
        assertSame(before.get(index), object(second, ids.get(index)));
      }
      assertEquals(2, second.counters().get("plain").calls() - 1);
    }
  }

  @Test
  void whatHasChangedIsAnotherOneAndTheFormerEndsWithItsLastHost() throws IOException {
    PluginHost first = host();
    Provider<VirtualParquetPlugin> former = first.find(VirtualParquetPlugin.class, "plain");
    Object modular = object(first, "modular");
    Site.plain("newer").writeTo(site.plugin("plain.jar"));
    try (PluginHost second = host()) {
      assertEquals("data/newer.parquet", path(second, "plain"));
      assertEquals("data/plain.parquet", site.httpPath(former));
      assertSame(modular, object(second, "modular"));
      assertEquals(3, privateCopies());
      first.close();
      assertEquals(2, privateCopies());
      PluginException closed = assertThrows(PluginException.class, () -> site.httpPath(former));
      assertEquals(PluginException.Kind.NOT_AVAILABLE, closed.kind());
    }
    assertEquals(0, privateCopies());
  }

  @Test
  void aPrivateJarOptionsAndLimitsArePartOfAPlugin() {
    PluginHost first = host();
    Object before = object(first, "plain");
    Site.plain("library").writeTo(folder.resolve("plugins/plain/library.jar"));
    try (PluginHost second = host()) {
      Object withLibrary = object(second, "plain");
      assertNotSame(before, withLibrary);
      PluginHostSettings configured =
          site.settings().withConfig(Map.of("plain", Options.of(Map.of("key", "value"))));
      try (PluginHost third = host(configured)) {
        assertNotSame(withLibrary, object(third, "plain"));
        assertSame(object(second, "modular"), object(third, "modular"));
      }
      try (PluginHost fourth =
          host(site.settings().withLimits(new PluginLimits(1, 1, LIMIT, LIMIT, LIMIT)))) {
        assertNotSame(withLibrary, object(fourth, "plain"));
      }
    }
    first.close();
  }

  @Test
  void aPublishedCopyOfTheProjectRunsTheSamePluginsAndTellsThemTheProjectsRoot()
      throws IOException {
    Path copy = folder.resolve("published");
    Files.createDirectories(copy.resolve("plugins"));
    Files.copy(site.plugin("plain.jar"), copy.resolve("plugins/plain.jar"));
    try (PluginHost built = host();
        PluginHost published =
            host(
                PluginHostSettings.of(copy, folder.resolve(".ducksite_data"))
                    .withProductVersion(site.settings().productVersion())
                    .withSiteRoot(folder))) {
      assertSame(object(built, "plain"), object(published, "plain"));
      assertEquals(1, published.plugins().size());
    }
  }

  private static final java.time.Duration LIMIT = java.time.Duration.ofSeconds(30);

  @Test
  void aSecondFileWithTheIdOfOneThatRunsIsReportedEachTime() throws IOException {
    try (PluginHost first = host()) {
      Files.copy(site.plugin("plain.jar"), site.plugin("zz.jar"));
      Site.plain("plain").descriptor("id = \"plain\"\n").writeTo(site.plugin("zz.jar.tmp"));
      Files.move(
          site.plugin("zz.jar.tmp"),
          site.plugin("zz.jar"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      for (int time = 0; time < 2; time++) {
        Problems problems = new Problems();
        try (PluginHost next = PluginHost.open(site.settings(), problems, running)) {
          assertEquals("plugin/duplicate-id", problems.all().getFirst().code(), first.toString());
          assertEquals("data/plain.parquet", path(next, "plain"));
        }
      }
    }
  }

  private long privateCopies() throws IOException {
    try (Stream<Path> entries = Files.walk(site.settings().workFolder(), 2)) {
      return entries
          .filter(each -> each.getParent().getFileName().toString().startsWith("host-"))
          .count();
    }
  }

  @Test
  void aProcessThatWasKilledLeavesNothingForLongAndALivingOneKeepsItsOwn() throws IOException {
    Path work = site.settings().workFolder();
    Files.createDirectories(work.resolve("host-dead/1"));
    Files.writeString(work.resolve("host-dead/1/plain.jar"), "left behind");
    Files.createFile(work.resolve("host-dead.lock"));
    Files.createDirectories(work.resolve("host-older"));
    try (RunningPlugins other = new RunningPlugins(work);
        PluginHost living = PluginHost.open(site.settings(), new Problems(), other);
        PluginHost mine = host()) {
      assertTrue(Files.notExists(work.resolve("host-dead")));
      assertTrue(Files.notExists(work.resolve("host-dead.lock")));
      assertTrue(Files.notExists(work.resolve("host-older")));
      assertEquals(4, privateCopies());
      assertEquals("data/plain.parquet", path(living, "plain"));
      assertEquals("data/plain.parquet", path(mine, "plain"));
    }
  }
}
