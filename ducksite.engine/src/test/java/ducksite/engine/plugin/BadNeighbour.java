package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problem;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A jar {@code bad.jar} between two healthy ones that must be active all the same. */
abstract class BadNeighbour {

  @TempDir Path folder;
  Site site;

  @BeforeEach
  void healthyNeighbours() {
    site = new Site(folder);
    Site.plain("alpha").writeTo(site.plugin("alpha.jar"));
    Site.modular("zulu").writeTo(site.plugin("zulu.jar"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  final void write(PluginJar jar) {
    jar.writeTo(site.plugin("bad.jar"));
  }

  /** The one line that is said about the bad jar. */
  final Problem onlyProblem() {
    PluginHost host = site.open();
    assertEquals(
        "data/alpha.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "alpha")));
    assertEquals("data/zulu.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "zulu")));
    assertEquals(1, site.problems.all().size(), () -> site.problems.toString());
    Problem problem = site.problems.all().getFirst();
    assertEquals("plugins/bad.jar", problem.file());
    assertTrue(problem.hint() != null && !problem.hint().isBlank(), "no remedy");
    assertEquals(1, problem.message().lines().count(), problem.message());
    PluginReport report =
        host.plugins().stream()
            .filter(each -> each.source().equals("plugins/bad.jar"))
            .findFirst()
            .orElseThrow();
    assertEquals(PluginState.FAILED, report.state());
    assertEquals(problem.message(), report.reason());
    return problem;
  }

  final void expect(String code, String inMessage) {
    Problem problem = onlyProblem();
    assertEquals(code, problem.code(), problem.message());
    assertTrue(problem.message().contains(inMessage), problem.message());
  }

  /** A healthy class file. */
  final byte[] classFile() throws IOException {
    Path jar =
        PluginJar.empty()
            .source("q.C", "package q; class C {}")
            .writeTo(folder.resolve("elsewhere/c.jar"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getInputStream(zip.getEntry("q/C.class")).readAllBytes();
    }
  }
}
