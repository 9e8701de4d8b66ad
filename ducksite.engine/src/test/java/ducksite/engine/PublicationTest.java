package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.engine.datamap.DataMap;
import ducksite.engine.store.DataMapStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublicationTest {

  @TempDir Path root;
  private ProjectOnDisk project;
  private Path small;
  private Path large;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    small = project.sales("data/small.parquet");
    large = project.parquet("data/large.parquet", "SELECT i AS id FROM range(50000) t(i)");
    project
        .toml(
            """
            [[file_sources]]
            name = "s"
            upstream_glob = "data/*.parquet"
            row_filter = "id = 1"
            """)
        .file("data/c.csv", "v\n1\n")
        .file(
            "sources_sql/m.sql",
            """
            -- name: numbers
            SELECT id FROM s
            -- name: numbers_stats
            SELECT count(*) AS n FROM numbers, read_csv('data/c.csv')
            -- name: constant
            SELECT '${inputs.x}' AS text
            """)
        .file("content/index.md", "# Home\n\n```sql page_query\nSELECT n FROM numbers_stats\n```\n")
        .file("content/section/index.md", "```sql q\nSELECT 1 AS one\n```\n")
        .file("content/section/other.md", "```sql q\nSELECT 2 AS two\n```\n");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(root.resolve(path).toFile());
  }

  private static long number(String line, String key) {
    Matcher matcher = Pattern.compile("\\b" + key + "=(\\d+)").matcher(line);
    assertTrue(matcher.find(), line);
    return Long.parseLong(matcher.group(1));
  }

  @Test
  void artefacts_begin_with_the_real_sizes_and_hold_no_path_of_this_machine() throws IOException {
    Generation generation = project.build().generation();
    for (String name : List.of("_global/s", "_global/numbers_stats", "page_query", "section/q")) {
      String text = Files.readString(root.resolve("static/sql/" + name + ".sql"));
      assertEquals(text, Files.readString(generation.artefacts().resolve(name + ".sql")));
      assertFalse(text.contains(root.toString()), text);
      String[] parts = text.split("\n", 2);
      assertTrue(parts[0].startsWith("-- METRICS: "), parts[0]);
      assertEquals(parts[1].length() - 1, number(parts[0], "sql_bytes"));
    }
    String text = Files.readString(root.resolve("static/sql/page_query.sql"));
    long first = Files.size(large);
    long second = Files.size(small);
    assertEquals(2, number(text, "num_files"));
    assertEquals(first + second, number(text, "total_bytes_cold"));
    assertEquals(first, number(text, "largest_file_bytes"));
    assertEquals(first + second, number(text, "two_largest_bytes"));
    assertTrue(text.contains("'data/s/large.parquet', 'data/s/small.parquet'"), text);
    assertTrue(text.contains("'data/c.csv'"), text);
    String none = Files.readString(root.resolve("static/sql/_global/constant.sql"));
    assertEquals(0, number(none, "total_bytes_cold"));
    assertTrue(none.contains("'${inputs.x}'"), none);
  }

  @Test
  void the_manifest_lists_views_with_what_they_read_and_where_they_are() throws IOException {
    project.build();
    JsonNode views = json("static/sql/_manifest.json").path("views");
    assertEquals("[\"numbers\"]", views.path("numbers_stats").path("deps").toString());
    assertEquals("model", views.path("numbers_stats").path("kind").asText());
    assertEquals("file_source", views.path("s").path("kind").asText());
    assertEquals(2, views.path("s").path("files").asInt());
    assertEquals("page_query", views.path("page_query").path("kind").asText());
    assertEquals("/sql/page_query.sql", views.path("page_query").path("sql_path").asText());
    assertEquals(
        "[{\"name\":\"n\",\"type\":\"BIGINT\"}]",
        views.path("numbers_stats").path("columns").toString());
    // Two pages of one folder with queries of one name: the text is the one that is described.
    assertEquals("one", views.path("q").path("columns").path(0).path("name").asText());
    assertTrue(Files.readString(root.resolve("static/sql/section/q.sql")).contains("1 AS one"));
    assertEquals(
        "[\"/index.html\",\"/section/index.html\"]",
        json("static/sitemap.json").path("routes").toString());
  }

  @Test
  void a_generation_keeps_the_digests_of_its_files_and_one_without_them_gives_the_same()
      throws IOException {
    Generation generation = project.build().generation();
    String made = project.last().dataMap().bySource().get("s").digest();
    Map<String, String> meta = DataMapStore.meta(generation.dataMap());
    assertEquals(made, meta.get("digest:s"));
    Site loaded = project.load(generation);
    assertEquals(made, loaded.dataMap().bySource().get("s").digest());
    DataMap map = loaded.dataMap();
    Files.delete(generation.dataMap());
    map.write(generation.dataMap(), Map.of());
    assertEquals(made, project.load(generation).dataMap().bySource().get("s").digest());
    project.sales("data/small.parquet");
    String other = DataMapStore.meta(project.build().generation().dataMap()).get("digest:s");
    assertNotEquals(made, other);
    assertEquals(other, project.last().dataMap().bySource().get("s").digest());
  }

  @Test
  void the_data_map_is_exported_with_filters_and_fingerprints() throws IOException {
    project.build();
    JsonNode map = json(".ducksite_data/data_map.json");
    assertEquals(small.toString(), map.path("data/s/small.parquet").asText());
    JsonNode meta = json(".ducksite_data/data_map_meta.json");
    assertEquals("id = 1", meta.path("row_filters").path("data/s/small.parquet").asText());
    String first = meta.path("fingerprints").path("s").asText();
    assertEquals(64, first.length());
    project.build();
    assertEquals(
        first, json(".ducksite_data/data_map_meta.json").path("fingerprints").path("s").asText());
    project.sales("data/third.parquet");
    project.build();
    assertNotEquals(
        first, json(".ducksite_data/data_map_meta.json").path("fingerprints").path("s").asText());
    try (var files = Files.walk(root.resolve("static"))) {
      assertTrue(files.noneMatch(file -> file.toString().contains("data_map")));
    }
  }

  @Test
  void a_build_with_errors_leaves_the_published_site_alone() throws Exception {
    assertEquals(1, project.build().generation().number());
    String artefact = Files.readString(root.resolve("static/sql/_global/s.sql"));
    project.file("sources_sql/m.sql", "-- name: bad\nSELECT * FROM nowhere\n");
    project.file("content/index.md", "# Home\n");
    BuildResult failed = project.build();
    assertNull(failed.generation());
    assertEquals(1, project.state.current().orElseThrow().number());
    assertEquals(artefact, Files.readString(root.resolve("static/sql/_global/s.sql")));
    assertTrue(Files.exists(root.resolve("static/sql/page_query.sql")));
    // What stands in the generation serves, whatever the project's folder holds now.
    project.load(project.state.current().orElseThrow());
    assertEquals(List.of(), project.found());
    assertEquals(List.of("n", "2"), project.rows("FROM numbers_stats"));
  }

  @Test
  void queries_that_are_no_more_leave_the_export_and_other_files_stay() throws IOException {
    project.build();
    project.file("static/sql/mine.txt", "x").file("static/own.css", "y");
    Files.delete(root.resolve("content/index.md"));
    project.build();
    assertEquals(List.of(), project.found());
    assertFalse(Files.exists(root.resolve("static/sql/page_query.sql")));
    assertTrue(Files.exists(root.resolve("static/sql/mine.txt")));
    project.builder().clean();
    assertFalse(Files.exists(root.resolve("static/sql")));
    assertTrue(Files.exists(root.resolve("static/own.css")));
    assertEquals(2, project.state.current().orElseThrow().number());
  }

  @Test
  void a_generation_has_the_pages_of_linked_folders() throws IOException {
    project.file("shared/x.md", "# Shared\n");
    Files.createSymbolicLink(root.resolve("content/linked"), root.resolve("shared"));
    Site loaded = project.load(project.build().generation());
    assertEquals("Shared", loaded.page("/linked/x").orElseThrow().title());
  }

  @Test
  void a_generation_loads_although_a_file_has_vanished_since() throws Exception {
    project.sales("more/x.parquet");
    project.toml(
        Files.readString(root.resolve("ducksite.toml"))
            + "[[file_sources]]\nname = \"more\"\nupstream_glob = \"more/*.parquet\"\n");
    Generation generation = project.build().generation();
    Files.delete(root.resolve("more/x.parquet"));
    project.load(generation);
    assertEquals(List.of("sql/invalid"), project.codes());
    assertEquals(List.of("n", "2"), project.rows("FROM numbers_stats"));
  }

  @Test
  void a_loaded_generation_keeps_every_filter_of_its_sources() throws Exception {
    project.toml(
        """
        [[file_sources]]
        name = "s"
        upstream_glob = "data/*.parquet"
        row_filter = "id = 1"
        [[file_sources]]
        upstream_glob = "data/small.parquet"
        row_filter = "id = 3"
        access = "none"
        [[file_sources]]
        upstream_glob = "data/large.parquet"
        access = "raw"
        """);
    Generation generation = project.build().generation();
    Site site = project.load(generation);
    assertEquals(List.of("data/raw-access ducksite.toml:11:1"), project.found());
    assertEquals(List.of("id", "3"), project.rows("SELECT id FROM 'data/small.parquet'"));
    assertEquals(
        List.of("n", "50000"), project.rows("SELECT count(*) n FROM 'data/large.parquet'"));
    assertTrue(
        site.downloads().serve(site.dataMap().find("data/small.parquet").orElseThrow())
            instanceof ducksite.engine.datamap.ServedFile.Refused);
    assertEquals(5, site.dataMap().files().size() + site.dataMap().sources().size() - 1);
  }
}
