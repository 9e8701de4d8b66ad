package ducksite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageIT {
  private static final List<String> OURS =
      List.of(
          "ducksite.api",
          "ducksite.app",
          "ducksite.engine",
          "ducksite.http",
          "ducksite.parquet",
          "ducksite.prometheus",
          "ducksite.undertow",
          "ducksite.web");
  private static final List<String> FOR_PLUGINS =
      List.of(
          "java.se",
          "java.desktop",
          "jdk.compiler",
          "jdk.crypto.ec",
          "jdk.jfr",
          "jdk.net",
          "jdk.zipfs");

  private final Image image = Image.built();

  @Test
  void versionSaysTheVersionAndNothingElseOnStandardOutput() throws IOException {
    Image.Run run = image.run("version");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().strip().contains("0.1.0"), run::toString);
    assertEquals(1, run.out().strip().lines().count(), run::toString);
    assertEquals("", run.err(), run::toString);
  }

  @Test
  void aStartUnpacksNoFileToTheTemporaryFolder(@TempDir Path temporary) throws IOException {
    Image.Run run = image.runWith(List.of("-Djava.io.tmpdir=" + temporary), "version");
    assertEquals(0, run.code(), run::toString);
    assertEquals(List.of(), listing(temporary));
  }

  @Test
  void startsThroughASymbolicLink(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("a b"));
    Path link = folder.resolve("a b/ducksite");
    Path second = folder.resolve("again");
    Files.createSymbolicLink(link, image.file("bin/ducksite"));
    Files.createSymbolicLink(second, Path.of("a b/ducksite"));
    try {
      assertEquals(0, Image.finish(new ProcessBuilder(link.toString(), "version")).code());
      assertEquals(0, Image.finish(new ProcessBuilder(second.toString(), "version")).code());
    } finally {
      Files.delete(second);
      Files.delete(link);
    }
  }

  @Test
  void aCopyElsewhereStartsFromItsOwnCache(@TempDir Path folder) throws IOException {
    Image copy = image.copyTo(folder.resolve("moved here"));
    Image.Run used = copy.runWith(List.of("-XX:AOTMode=on"), "version");
    assertEquals(0, used.code(), used::toString);
    Files.delete(copy.file(Launcher.CACHE));
    Image.Run without = copy.runWith(List.of("-XX:AOTMode=on"), "version");
    assertFalse(
        without.code() == 0, "AOTMode=on must refuse to start without the cache: " + without);
    Image.Run plain = copy.run("version");
    assertEquals(0, plain.code(), plain::toString);
  }

  @Test
  void aRefusedCacheLeavesStandardOutputClean() throws IOException {
    Image.Run run = image.runWith(List.of("-XX:+UseZGC"), "version");
    assertEquals(0, run.code(), run::toString);
    assertEquals(1, run.out().strip().lines().count(), run::toString);
  }

  @Test
  void linksEveryModuleOfOursAndTheJdkThatPluginsNeedButNoPlugin() throws IOException {
    Image.Run run = image.tool("java", List.of("--list-modules"));
    Set<String> modules =
        run.out().lines().map(line -> line.replaceFirst("@.*", "")).collect(Collectors.toSet());
    assertTrue(modules.containsAll(OURS), run::toString);
    assertTrue(modules.containsAll(FOR_PLUGINS), run::toString);
    assertEquals(
        Set.of(),
        modules.stream().filter(name -> name.contains("plugins")).collect(Collectors.toSet()));
    assertFalse(modules.contains("ducksite.testkit"), run::toString);
  }

  @Test
  void carriesTheFirstPartyPluginsAsJars() throws IOException {
    List<String> names = listing(image.file("plugins"));
    assertTrue(
        names.stream().anyMatch(name -> name.startsWith("ducksite.plugins.staticfiles-")),
        names::toString);
    assertTrue(
        names.contains("ducksite.plugins.s3-0.1.0")
            && names.contains("ducksite.plugins.s3-0.1.0.jar"),
        names::toString);
    List<String> libraries = listing(image.file("plugins/ducksite.plugins.s3-0.1.0"));
    assertTrue(libraries.contains("s3-2.56.0.jar"), libraries::toString);
    assertTrue(
        libraries.stream().noneMatch(name -> name.matches("(netty|aws-crt|ducksite|jspecify).*")),
        libraries::toString);
  }

  @Test
  void carriesTheLicencesOfTheJdkAndOfEveryLibrary() throws IOException {
    assertTrue(Files.exists(image.file("legal/java.base/LICENSE")));
    assertTrue(Files.exists(image.file("legal/third-party/libraries.txt")));
    List<String> folders = listing(image.file("legal/third-party"));
    for (String merged : List.of("ducksite.parquet", "ducksite.undertow", "logback", "duckdb")) {
      String text = Files.readString(image.file("legal/third-party/libraries.txt"));
      assertTrue(text.contains(merged) || folders.contains(merged), merged);
    }
    assertTrue(Files.exists(image.file("legal/third-party/texts/MIT-DuckDB.txt")));
  }

  @Test
  void refusesNativeAccessToCodeThatIsNotNamed(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("Native.java");
    Files.writeString(
        source,
        """
        class Native {
          public static void main(String[] arguments) {
            System.out.println(java.lang.foreign.MemorySegment.NULL.reinterpret(8).byteSize());
          }
        }
        """);
    Image.Run run = image.tool("java", List.of(source.toString()));
    assertFalse(run.code() == 0, run::toString);
    assertTrue(run.err().contains("IllegalCallerException"), run::toString);
    Image.Run allowed =
        image.tool("java", List.of("--enable-native-access=ALL-UNNAMED", source.toString()));
    assertEquals("8", allowed.out().strip(), allowed::toString);
  }

  @Test
  void theArchiveHoldsTheImageWithItsLauncherExecutable() throws IOException {
    Path archive =
        image.home().resolveSibling("ducksite-" + Platform.current().label() + ".tar.gz");
    Image.Run run =
        Image.finish(
            new ProcessBuilder(
                "tar",
                "--list",
                "--verbose",
                "--file",
                archive.toString(),
                "ducksite/bin/ducksite"));
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().startsWith("-rwxr-xr-x"), run::toString);
  }

  private static List<String> listing(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
