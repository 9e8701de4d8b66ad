package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxiedFilesTest {

  private static final String PLUGIN =
      """
      import ducksite.api.location.*;
      import ducksite.api.manifest.*;
      import java.io.InputStream;
      import java.net.URI;
      import java.util.List;
      import java.util.Set;

      public final class Away implements VirtualParquetPlugin, LocationReader {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) {
          if (context.projectRoot().resolve("broken").toFile().exists()) {
            throw new IllegalStateException("the bucket does not answer");
          }
          VirtualParquetFile file =
              VirtualParquetFile.of("a.parquet", URI.create("away:/a.parquet")).asProxied();
          return VirtualParquetManifest.of(
              List.of(context.sourceName().equals("own") ? file.withRowFilter("id = 1") : file));
        }

        @Override
        public Set<String> schemes() {
          return Set.of("away");
        }

        @Override
        public LocationStat stat(URI location) {
          return LocationStat.of(1, "1");
        }

        @Override
        public InputStream open(URI location, long offset, long length) {
          return InputStream.nullInputStream();
        }
      }
      """;
  private static final String SOURCE =
      "[[file_sources]]\nname = \"lake\"\nplugin = \"plugins/Away.java\"\n";

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root).file("plugins/Away.java", PLUGIN).toml(SOURCE);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private List<String> codes() {
    return project.problems.all().stream().map(Problem::code).toList();
  }

  @Test
  void a_source_whose_files_stay_where_they_are_builds_without_a_problem() throws IOException {
    Site site = project.compiled();
    assertEquals(List.of(), codes());
    assertEquals(
        List.of(new ProxiedFile("lake", "data/lake/a.parquet", URI.create("away:/a.parquet"))),
        site.dataMap().proxied().all());
    assertTrue(site.dataMap().files().isEmpty());
  }

  @Test
  void sql_over_it_is_refused_by_name_by_path_and_by_pattern() throws IOException {
    project.compiled();
    for (String sql :
        List.of(
            "SELECT * FROM lake",
            "SELECT * FROM LAKE",
            "SELECT * FROM 'data/lake/a.parquet'",
            "SELECT * FROM read_parquet(['data/lake/*.parquet'])",
            "SELECT * FROM read_parquet('data/**')")) {
      Problem problem = project.refused(sql).getFirst();
      assertEquals("source/proxy-not-queryable", problem.code(), sql);
      assertTrue(problem.message().contains("no SQL can read"), problem::message);
    }
  }

  @Test
  void a_model_over_it_is_a_problem_of_the_models_file() throws IOException {
    project.file("sources_sql/totals.sql", "-- name: totals\nSELECT count(*) AS n\nFROM lake");
    project.compile();
    Problem problem = project.problems.all().getFirst();
    assertEquals("source/proxy-not-queryable", problem.code());
    assertEquals("sources_sql/totals.sql", problem.file());
    assertEquals(3, problem.line());
  }

  @Test
  void a_row_filter_on_it_is_refused_wherever_it_stands() throws IOException {
    project.toml(SOURCE + "row_filter = \"id = 1\"\n");
    assertFalse(project.compile().dataMap().proxied().isSource("lake"));
    assertEquals(List.of("source/proxy-row-filter"), codes());
    project.toml(SOURCE.replace("lake", "own"));
    assertFalse(project.compile().dataMap().proxied().isSource("own"));
    assertEquals(List.of("source/proxy-row-filter"), codes());
  }

  @Test
  void a_published_generation_knows_them_and_a_failing_plugin_keeps_them() throws IOException {
    BuildResult result = project.build();
    List<ProxiedFile> files = project.last().dataMap().proxied().all();
    assertEquals(files, project.load(result.generation()).dataMap().proxied().all());
    project.file("broken", "");
    try (SiteBuilder serving = new SiteBuilder(project.settings(), new CurrentSite())) {
      Problems problems = new Problems();
      try (Site site = serving.compile(problems)) {
        assertEquals(files, site.dataMap().proxied().all());
      }
      assertTrue(
          problems.all().stream().anyMatch(each -> each.code().equals("data/last-manifest")));
    }
  }
}
