package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.datamap.MappedFile;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.ProblemFormat;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build over an earlier one gives what a build from nothing gives. */
final class IncrementalBuildTest {

  @TempDir Path root;
  @TempDir Path states;

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private Map<String, String> clean(int round) throws IOException {
    BuildSettings settings =
        new BuildSettings(
            root,
            new StateFolder(states.resolve("" + round)),
            Overrides.of(List.of()),
            null,
            false,
            "test",
            message -> {});
    Problems problems = new Problems();
    try (SiteBuilder builder = new SiteBuilder(settings)) {
      BuildResult result = builder.build(problems);
      try (Site _ = result.site()) {
        assertTrue(result.generation() != null, () -> ProblemFormat.plain().text(problems.all()));
        return content(result.generation().folder());
      }
    }
  }

  private static void change(ProjectOnDisk project, Random random) throws IOException {
    String file = "up/k=" + random.nextInt(3) + "/" + random.nextInt(5) + ".parquet";
    switch (random.nextInt(5)) {
      case 0, 1 ->
          project.parquet(
              file, "SELECT " + random.nextInt(100) + " AS x, 'v" + random.nextInt(10) + "' AS y");
      case 2 -> Files.deleteIfExists(project.root.resolve(file));
      case 3 ->
          project.file(
              "sources_sql/m.sql",
              "-- name: m\nSELECT x FROM s WHERE x > " + random.nextInt(100) + "\n");
      default ->
          project.file(
              "content/p" + random.nextInt(3) + ".md",
              "# P\n\n```sql q\nSELECT count(*) AS n FROM m WHERE x < "
                  + random.nextInt(100)
                  + "\n```\n");
    }
  }

  @Test
  void incremental_builds_equal_clean_ones_byte_for_byte() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project
          .toml(
              "[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/**/*.parquet\"\n"
                  + "row_filter = \"x >= 0\"\n")
          .file("sources_sql/m.sql", "-- name: m\nFROM s\n");
      project.parquet("up/k=1/first.parquet", "SELECT 1 AS x, 'a' AS y");
      for (int round = 0; round < 10; round++) {
        for (int changes = random.nextInt(4); changes > 0; changes--) {
          change(project, random);
        }
        Generation built = project.build().generation();
        assertTrue(built != null, () -> "seed " + seed + project.found());
        assertEquals(clean(round), content(built.folder()), "seed " + seed + " round " + round);
      }
    }
  }

  @Test
  void a_file_rewritten_in_place_with_the_same_size_and_time_is_read_again() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
      Path file = project.parquet("up/a.parquet", "SELECT 1::INTEGER AS x");
      Path other = project.parquet("b.parquet", "SELECT 1::INTEGER AS y");
      assertEquals(Files.size(file), Files.size(other));
      MappedFile first = project.build().site().dataMap().files().getFirst();
      FileTime time = Files.getLastModifiedTime(file);
      // The clock behind change times ticks every few milliseconds.
      Thread.sleep(20);
      Files.write(file, Files.readAllBytes(other));
      Files.setLastModifiedTime(file, time);
      MappedFile second = project.build().site().dataMap().files().getFirst();
      assertNotEquals(first.facts().schema(), second.facts().schema());
    }
  }

  @Test
  void a_changed_file_is_not_pruned_by_what_it_was() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"up/*.parquet\"\n");
      project.parquet("up/a.parquet", "SELECT 1 AS x");
      project.parquet("up/b.parquet", "SELECT 2 AS x");
      project.build();
      String sql = "SELECT x FROM s WHERE x = 3";
      assertEquals(List.of("x"), project.rows(sql));
      Path changed = project.parquet("new.parquet", "SELECT 3 AS x");
      Files.move(changed, root.resolve("up/b.parquet"), StandardCopyOption.ATOMIC_MOVE);
      for (int i = 0; i < 2000 && project.rows(sql).size() == 1; i++) {
        Thread.sleep(5);
      }
      assertEquals(List.of("x", "3"), project.rows(sql));
    }
  }

  @Test
  void pages_of_one_folder_keep_their_queries_apart() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project
          .file("sources_sql/m.sql", "-- name: m\nSELECT 0 AS n\n")
          .file("content/a/x.md", "```sql q\nSELECT 1 AS n\n```\n")
          .file("content/a/y.md", "```sql q\nSELECT 2 AS n\n```\n")
          .file("content/b.md", "```sql q\nSELECT 3 AS n\n```\n\n```sql m\nSELECT 4 AS n\n```\n");
      Site site = project.compiled();
      assertEquals(
          List.of("sql/_global/m.sql", "sql/a/q.sql", "sql/a/y.q.sql", "sql/m.sql", "sql/q.sql"),
          site.artefacts().keySet().stream().sorted().toList());
      assertTrue(site.artefacts().get("sql/a/y.q.sql").endsWith("SELECT 2 AS n\n"));
      assertEquals(5, site.manifest().size(), site.manifest().toString());
      assertTrue(site.manifest().containsKey("/a/y.q"), site.manifest().toString());
    }
  }
}
