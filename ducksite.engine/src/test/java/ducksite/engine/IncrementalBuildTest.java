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

  /** Sources, models and pages that know nothing of each other, each edited by itself. */
  private static final int GROUPS = 10;

  private static final int CASES = 500;
  private static final int VARIANTS = 8;

  private final Map<Integer, String> filters = new TreeMap<>();
  private final Map<Integer, String> templates = new TreeMap<>();

  private void variants(ProjectOnDisk project) throws IOException {
    for (int variant = 0; variant < VARIANTS; variant++) {
      project.parquet(
          "variants/" + variant + ".parquet",
          "SELECT "
              + (10 + variant)
              + " AS x, 'v"
              + variant % 3
              + "' AS y"
              + (variant == 7 ? ", 1 AS z" : ""));
    }
  }

  /** One edit of one group; says which. */
  private String edit(ProjectOnDisk project, int group, Random random) throws IOException {
    Path folder = root.resolve("up" + group + "/k=" + random.nextInt(2));
    Path file = folder.resolve(random.nextInt(3) + ".parquet");
    Path variant = root.resolve("variants/" + random.nextInt(VARIANTS) + ".parquet");
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        Files.createDirectories(folder);
        Files.copy(variant, file, StandardCopyOption.REPLACE_EXISTING);
        return "replace";
      }
      case 2 -> {
        if (Files.exists(file)) {
          Files.write(file, Files.readAllBytes(variant));
        }
        return "rewrite";
      }
      case 3 -> {
        Files.deleteIfExists(file);
        return "delete";
      }
      case 4 -> {
        filters.put(group, random.nextBoolean() ? "x > " + random.nextInt(18) : "y <> 'v1'");
        return "filter";
      }
      case 5 -> {
        templates.put(group, random.nextBoolean() ? "t" + group + "_[y]" : "t" + group + "_[k]");
        return "template";
      }
      case 6 -> {
        project.file(
            "sources_sql/m" + group + ".sql",
            "-- name: m%1$d\nSELECT x FROM s%1$d WHERE x > %2$d\n"
                .formatted(group, random.nextInt(18)));
        return "model";
      }
      case 7 -> {
        Files.deleteIfExists(root.resolve("content/p" + group + ".md"));
        return "no page";
      }
      default -> {
        project.file(
            "content/p" + group + ".md",
            "# P\n\n```sql q\nSELECT count(*) AS n FROM m%d WHERE x < %d\n```\n"
                .formatted(group, random.nextInt(18)));
        return "page";
      }
    }
  }

  private String sources() {
    StringBuilder toml = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      toml.append(
          "[[file_sources]]\nname = \"s%1$d\"\nupstream_glob = \"up%1$d/**/*.parquet\"\n"
              .formatted(group));
      if (filters.containsKey(group)) {
        toml.append("row_filter = \"" + filters.get(group) + "\"\n");
      }
      if (templates.containsKey(group)) {
        toml.append("template_name = \"" + templates.get(group) + "\"\n");
      }
    }
    return toml.toString();
  }

  @Test
  void incremental_builds_equal_clean_ones_byte_for_byte() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("seed of the edits: " + seed);
    Random random = new Random(seed);
    Map<String, Integer> edits = new TreeMap<>();
    int cases = 0;
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      variants(project);
      for (int group = 0; group < GROUPS; group++) {
        Path first = root.resolve("up" + group + "/k=0/first.parquet");
        Files.createDirectories(first.getParent());
        Files.copy(root.resolve("variants/0.parquet"), first);
        project.file(
            "sources_sql/m" + group + ".sql", "-- name: m%1$d\nFROM s%1$d\n".formatted(group));
      }
      for (int round = 0; cases < CASES; round++) {
        for (int group = 0; round > 0 && group < GROUPS; group++) {
          for (int more = random.nextInt(5); more > 0; more--) {
            edits.merge(edit(project, group, random), 1, Integer::sum);
            cases++;
          }
        }
        project.toml(sources());
        Generation built = project.build().generation();
        assertTrue(built != null, () -> "seed " + seed + project.found());
        Map<String, String> incremental = content(built.folder());
        Map<String, String> clean = clean(round);
        for (String name : clean.keySet()) {
          assertEquals(clean.get(name), incremental.get(name), name + ", seed " + seed);
        }
        assertEquals(clean.keySet(), incremental.keySet(), "seed " + seed + " round " + round);
      }
    }
    System.out.println(cases + " edits: " + edits);
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
