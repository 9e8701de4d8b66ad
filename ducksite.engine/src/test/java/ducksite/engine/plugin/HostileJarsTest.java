package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.engine.project.Problem;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jars with one defect each. */
final class HostileJarsTest extends BadNeighbour {

  @Test
  void aCutOffZipIsNamed() throws IOException {
    Path jar = Site.plain("bad").writeTo(site.plugin("bad.jar"));
    byte[] bytes = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
    expect("plugin/unreadable-jar", "not a readable jar");
  }

  @Test
  void aTextFileCalledJarIsNamed() throws IOException {
    site.write("plugins/bad.jar", "hello");
    expect("plugin/unreadable-jar", "not a readable jar");
  }

  @Test
  void anEmptyFileCalledJarIsNamed() throws IOException {
    site.write("plugins/bad.jar", "");
    expect("plugin/unreadable-jar", "empty");
  }

  @Test
  void aClassOfANewerJavaIsNamed() throws IOException {
    write(Site.plain("bad").entry("q/Newer.class", withMajorVersion(classFile(), 75)));
    expect("plugin/class-version", "'q/Newer.class' is compiled for Java 31");
  }

  @Test
  void aClassOfANewerJavaInTheFolderForNewerJavaIsLeftAlone() throws IOException {
    byte[] newer = withMajorVersion(classFile(), 75);
    write(Site.plain("bad").entry("META-INF/versions/31/q/Newer.class", newer));
    site.open();
    assertEquals(List.of(), site.problems.all());
  }

  @Test
  void aClassThatIsNoClassFileIsNamed() {
    write(Site.plain("bad").entry("q/Broken.class", "no class"));
    expect("plugin/broken-class", "q/Broken.class");
  }

  @Test
  void aClassThatIsCutOffIsNamed() {
    write(Site.plain("bad").entry("q/Broken.class", "x"));
    expect("plugin/broken-class", "cut off");
  }

  @Test
  void aJarThatBringsTheApiAlongIsRefused() throws IOException {
    write(Site.plain("bad").entry("ducksite/api/Extra.class", classFile()));
    expect("plugin/bundles-host", "ducksite/api/Extra.class");
  }

  @Test
  void aPrivateJarThatBringsTheEngineAlongIsRefused() throws IOException {
    write(Site.plain("bad"));
    PluginJar.empty()
        .entry("ducksite/engine/Extra.class", classFile())
        .writeTo(site.plugin("bad/lib.jar"));
    expect("plugin/bundles-host", "private jar lib.jar");
  }

  @Test
  void aModuleThatNobodySharesIsNamedWithTheFolderItBelongsInto() {
    Path library =
        PluginJar.empty()
            .source("module-info", "module far.away { exports far; }")
            .source("far.F", "package far; public class F {}")
            .writeTo(folder.resolve("elsewhere/far.jar"));
    write(
        PluginJar.empty()
            .library(library)
            .source("module-info", Site.moduleInfo("bad", "requires far.away;"))
            .source("m.M", Site.source("m", "M", "\"x\"")));
    Problem problem = onlyProblem();
    assertEquals("plugin/missing-module", problem.code(), problem.message());
    assertTrue(problem.message().contains("bad requires far.away"), problem.message());
    assertTrue(problem.hint().endsWith("plugins/bad/"), problem.hint());
  }

  @Test
  void oneModuleInTwoPrivateJarsIsNamed() {
    for (String jar : List.of("one.jar", "two.jar")) {
      PluginJar.empty()
          .source("module-info", "module lib { exports lib; }")
          .source("lib.L", "package lib; public class L {}")
          .writeTo(site.plugin("bad/" + jar));
    }
    write(Site.modular("bad"));
    expect("plugin/duplicate-module", "one.jar and two.jar");
  }

  @Test
  void twoModulesWithOnePackageAreNamed() {
    for (String module : List.of("one", "two")) {
      PluginJar.empty()
          .source("module-info", "module " + module + " { exports lib; }")
          .source("lib.L", "package lib; public class L {}")
          .writeTo(site.plugin("bad/" + module + ".jar"));
    }
    write(
        PluginJar.empty()
            .library(site.plugin("bad/one.jar"))
            .source("module-info", Site.moduleInfo("bad", "requires one;"))
            .source("m.M", Site.source("m", "M", "\"x\"")));
    PluginHost host = site.open();
    assertEquals(List.of(), site.problems.all(), "nobody requires the second, so it is not there");
    assertEquals(3, host.plugins().size());
  }

  @Test
  void aModuleDescriptorOfANewerJavaIsNamed() throws IOException {
    byte[] broken = withMajorVersion(classFile(), 75);
    write(Site.plain("bad").entry("module-info.class", broken));
    expect("plugin/class-version", "'module-info.class' is compiled for Java 31");
  }

  @Test
  void aModuleDescriptorThatIsNoneIsNamed() throws IOException {
    write(Site.plain("bad").entry("module-info.class", classFile()));
    expect("plugin/bad-module", "module descriptor");
  }

  @Test
  void anEntryThatClimbsIsRefused() {
    write(Site.plain("bad").entry("../../evil.txt", "x"));
    expect("plugin/entry-name", "../../evil.txt");
  }

  @Test
  void aJarThatUnpacksToFarMoreThanItsSizeIsRefused() {
    write(Site.plain("bad").entry("zeros.bin", new byte[80 << 20]));
    expect("plugin/too-large", "unpacks to 80 MiB");
  }

  @Test
  void aDescriptionFileWithMistakesIsNamedWithItsLine() {
    write(Site.plain("bad").descriptor("id = \"bad\"\nverson = \"1\"\n"));
    Problem problem = onlyProblem();
    assertEquals("META-INF/ducksite-plugin.toml:2:1: unknown key 'verson'", problem.message());
    assertEquals("did you mean `version`?", problem.hint());
  }

  @Test
  void aPluginMadeForAnotherApiIsRefused() {
    write(Site.plain("bad").descriptor("api = \">=7\""));
    expect("plugin/api-version", "API >=7");
  }

  @Test
  void anIdThatIsTakenIsNamedWithBothFiles() {
    write(Site.plain("bad").descriptor("id = \"alpha\""));
    expect("plugin/duplicate-id", "both are plugins/bad.jar and plugins/alpha.jar");
  }

  @Test
  void aBrokenJarDoesNotTakeTheIdThatItsNameTells() throws IOException {
    site.write("plugins/bad.jar", "hello");
    Site.plain("good").descriptor("id = \"bad\"").writeTo(site.plugin("good.jar"));
    PluginHost host = site.open();
    assertEquals(List.of("plugin/unreadable-jar"), site.codes());
    assertEquals("data/good.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "bad")));
  }

  @Test
  void privateJarsWithoutTheirPluginAreNamed() {
    PluginJar.empty().entry("x.txt", "x").writeTo(site.plugin("lonely/lib.jar"));
    site.open();
    assertEquals(List.of("plugin/orphan-libraries"), site.codes());
  }

  private static byte[] withMajorVersion(byte[] classFile, int version) {
    byte[] copy = classFile.clone();
    copy[6] = (byte) (version >>> 8);
    copy[7] = (byte) version;
    return copy;
  }
}
