package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that does its worst, in the program's own processes. */
@Tag("faults")
final class PluginFaultsTest {

  private static final String PLUGIN =
      """
      import ducksite.api.manifest.*;
      import java.nio.file.*;
      import java.util.*;
      public final class P implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
          Path good = context.projectRoot().resolve("lake/a.parquet");
          List<VirtualParquetFile> files = new ArrayList<>();
          switch (Files.readString(context.projectRoot().resolve("mode"))) {
            case "throw" -> throw new IllegalStateException("no network");
            case "error" -> throw new StackOverflowError("deep");
            case "hang" -> { while (true) { Thread.onSpinWait(); } }
            case "null" -> { return null; }
            case "nothing" -> { return VirtualParquetManifest.of(List.of()); }
            case "bad" -> {
              for (int i = 0; i < 100_000; i++) {
                files.add(VirtualParquetFile.of("f" + i + ".parquet", Path.of("/nowhere/" + i)));
              }
            }
            default -> files.add(VirtualParquetFile.of("a.parquet", good));
          }
          return VirtualParquetManifest.of(files);
        }
      }
      """;

  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void begin() throws IOException {
    project = TestProject.small(folder.resolve("site"));
    Path made = folder.resolve("a.parquet");
    assertEquals(
        0, project.run("run", "above", "--format", "parquet", "--output", "" + made).code());
    Files.createDirectories(project.root.resolve("lake"));
    Files.copy(made, project.root.resolve("lake/a.parquet"));
    project
        .file("plugins/P.java", PLUGIN)
        .file("mode", "good")
        .file("routes_src/total.toml", "")
        .file("routes_src/total.sql", "SELECT count(*) AS n FROM p")
        .file(
            "ducksite.toml",
            "[plugins.limits]\nmanifest_timeout = \"2s\"\n"
                + "[[file_sources]]\nname = \"p\"\nplugin = \"plugins/P.java\"\n");
  }

  private Outcome build() throws Exception {
    return ChildProgram.run(
        folder, ChildProgram.command(folder, "build", "--root", project.root.toString()));
  }

  /** What the site is served from, and what it exports. */
  private Map<String, Integer> published() throws IOException {
    Map<String, Integer> content = new TreeMap<>();
    Path state = project.root.resolve(".ducksite_data");
    for (Path place :
        new Path[] {
          state.resolve("generations"), state.resolve("current"), project.root.resolve("static")
        }) {
      try (var files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          content.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
      }
    }
    return content;
  }

  @Test
  void a_build_publishes_nothing_says_why_and_the_next_one_works() throws Exception {
    Outcome good = build();
    assertEquals(0, good.code(), good.err());
    Map<String, Integer> before = published();
    Map<String, String> codes =
        Map.of(
            "throw", "plugin/failed",
            "error", "plugin/failed",
            "hang", "plugin/timeout",
            "null", "plugin/",
            "nothing", "data/empty-source",
            "bad", "data/missing-file");
    for (Map.Entry<String, String> each : codes.entrySet()) {
      project.file("mode", each.getKey());
      Outcome failed = build();
      String said = each.getKey() + ": " + failed.out() + failed.err();
      assertEquals(1, failed.code(), said);
      assertTrue(said.contains("error[" + each.getValue()), said);
      assertTrue(said.contains("ducksite.toml:5:1"), said);
      assertTrue(said.length() < 50_000, "it says " + said.length() + " characters");
      assertFalse(said.contains("\tat "), said);
      assertEquals(before, published(), said);
    }
    project.file("mode", "good");
    assertEquals(0, build().code());
  }

  @Test
  void a_server_keeps_the_last_good_manifest_and_says_so() throws Exception {
    Outcome good = build();
    assertEquals(0, good.code(), good.err());
    keeps("hang", "plugin/timeout");
    keeps("nothing", "data/empty-source");
    keeps("bad", "data/missing-file");
  }

  private void keeps(String mode, String code) throws Exception {
    project.file("mode", mode);
    Path said = folder.resolve("said-" + mode);
    Process process =
        new ProcessBuilder(
                ChildProgram.command(
                    folder, "serve", "--port", "0", "--root", project.root.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    try {
      String url = url(process, said);
      while (status(url + "/readyz") != 200) {
        assertTrue(process.isAlive(), "it has ended");
        Thread.sleep(20);
      }
      assertEquals("n\r\n5\r\n", text(url + "/total?format=csv"));
      assertEquals(200, status(url + "/data/p/a.parquet"));
      String problems = text(url + "/-/problems");
      assertTrue(problems.contains("data/last-manifest") && problems.contains(code), problems);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String url(Process process, Path said) throws Exception {
    while (true) {
      for (String line : Files.readAllLines(said)) {
        if (line.startsWith("listening on ")) {
          return line.substring("listening on ".length());
        }
      }
      assertTrue(process.isAlive(), Files.readString(said));
      Thread.sleep(20);
    }
  }

  private static int status(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  private static String text(String url) throws IOException {
    try (InputStream body = URI.create(url).toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
