package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import ducksite.engine.parquet.ParquetFooter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of file sources, over real folders. */
final class FileSourcesTest {

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private static List<String> paths(Site site) {
    return site.dataMap().files().stream().map(MappedFile::httpPath).toList();
  }

  private static String source(String name, String rest) {
    return "[[file_sources]]\nname = \"" + name + "\"\n" + rest + "\n";
  }

  @Test
  void a_project_without_sources_has_an_empty_map() throws IOException {
    assertEquals(List.of(), paths(project.compiled()));
  }

  @Test
  void keys_keep_the_path_behind_the_part_without_wildcards() throws Exception {
    project.sales("up/cat1/a.parquet");
    project.sales("up/cat2/deep/b.parquet");
    project.sales("up/c.parquet");
    project.toml(
        source("demo", "upstream_glob = \"up/cat*/*.parquet\"")
            + source("all", "upstream_glob = \"" + root + "/up/**/*.parquet\"")
            + source("one", "upstream_glob = \"up/cat1/a.parquet\"")
            + "[[file_sources]]\nupstream_glob = \"up/{c,d}.parquet\"\n");
    Site site = project.compiled();
    assertEquals(
        List.of(
            "data/all/c.parquet",
            "data/all/cat1/a.parquet",
            "data/all/cat2/deep/b.parquet",
            "data/c.parquet",
            "data/demo/cat1/a.parquet",
            "data/one/a.parquet"),
        paths(site));
    assertEquals(
        root.resolve("up/cat1/a.parquet"),
        site.dataMap().find("data/demo/cat1/a.parquet").orElseThrow().location());
    assertEquals(3, site.dataMap().find("data/c.parquet").orElseThrow().rows());
    assertEquals(List.of("n", "9"), project.rows("SELECT count(*) AS n FROM \"all\""));
    assertEquals(List.of("all", "demo", "one"), site.queries().keySet().stream().sorted().toList());
  }

  @Test
  void names_with_every_character_that_a_disk_takes_are_read() throws Exception {
    for (String name :
        List.of("it's", "a b", "50%", "new\nline", "ü", "*", "[x]", "{y}", "?", "#", "\"", "=")) {
      project.sales("up/" + name + ".parquet");
    }
    project.toml(source("s", "upstream_glob = \"up/*.parquet\"\nrow_filter = \"id = 1\""));
    Site site = project.compiled();
    assertEquals(12, site.dataMap().files().size());
    assertEquals(List.of("n", "12"), project.rows("SELECT count(*) AS n FROM s"));
    for (MappedFile file : site.dataMap().files()) {
      if (file.httpPath().chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
        String path = file.httpPath().replace("'", "''");
        assertEquals(
            List.of("n", "1"),
            project.rows("SELECT count(*) AS n FROM read_parquet('" + path + "')"));
      }
    }
    assertFalse(site.queries().get("s").sql().artefact().contains(root.toString()));
  }

  @Test
  void a_thousand_files_become_one_scan_per_filter() throws Exception {
    Path one = project.parquet("seed.parquet", "SELECT 1 AS x");
    Files.createDirectories(root.resolve("up"));
    for (int i = 0; i < 1000; i++) {
      Files.createLink(root.resolve("up/" + i + ".parquet"), one);
    }
    project.toml(source("s", "upstream_glob = \"up/*.parquet\"\nrow_filter = \"x > 0\""));
    Site site = project.compiled();
    String artefact = site.queries().get("s").sql().artefact();
    assertEquals(artefact.indexOf("read_parquet"), artefact.lastIndexOf("read_parquet"));
    assertEquals(1000, site.queries().get("s").sql().files().count());
    assertEquals(List.of("n", "1000"), project.rows("SELECT count(*) AS n FROM s"));
  }

  @Test
  void pattern_says_which_files_the_view_reads_and_the_filter_holds_for_all() throws Exception {
    project.sales("up/a/x.parquet");
    project.sales("up/b/y.parquet");
    project.toml(
        source(
            "s",
            """
            upstream_glob = "up/**/*.parquet"
            pattern = "data/s/a/*.parquet"
            row_filter = "id < 3"
            """));
    assertEquals(List.of("data/s/a/x.parquet", "data/s/b/y.parquet"), paths(project.compiled()));
    assertEquals(List.of("n", "2"), project.rows("SELECT count(*) AS n FROM s"));
    assertEquals(List.of("n", "2"), project.rows("SELECT count(*) AS n FROM 'data/s/b/y.parquet'"));
  }

  @Test
  void a_source_with_a_pattern_alone_reads_below_static() throws Exception {
    project.sales("static/data/s/x.parquet");
    project.toml(source("s", "pattern = \"data/s/*.parquet\""));
    assertEquals(List.of("data/s/x.parquet"), paths(project.compiled()));
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) AS n FROM s"));
  }

  @Test
  void a_pattern_outside_data_is_an_error() throws IOException {
    project.sales("static/files/x.parquet");
    project.toml(source("s", "pattern = \"files/*.parquet\""));
    project.compile();
    assertEquals(List.of("data/outside-data ducksite.toml:3:1"), project.found());
  }

  @ParameterizedTest
  @CsvSource({
    "'', data/empty-source, true",
    "on_empty = \"error\", data/empty-source, true",
    "on_empty = \"warn\", data/empty-source, false",
    "on_empty = \"ignore\", '', false"
  })
  void a_source_without_files_is_what_on_empty_says(String key, String code, boolean error)
      throws IOException {
    project.toml(source("s", "upstream_glob = \"up/*.parquet\"\n" + key));
    project.compile();
    assertEquals(code.isEmpty() ? List.of() : List.of(code), project.codes());
    assertEquals(error, project.problems.hasErrors());
  }

  @ParameterizedTest
  @CsvSource({
    "'upstream_glob = \"${DIR_X}/*.parquet\"', config/unknown-dir-variable",
    "'plugin = \"\"', config/invalid-value",
  })
  void what_a_key_has_wrong_is_told_once(String key, String code) throws IOException {
    project.toml(source("s", key));
    project.compile();
    assertEquals(List.of(code), project.codes());
  }

  @Test
  void two_producers_of_one_key_are_an_error_that_names_both() throws IOException {
    project.sales("up/s/x.parquet");
    project.sales("other/x.parquet");
    project.toml(
        source("s", "upstream_glob = \"other/*.parquet\"")
            + "[[file_sources]]\nupstream_glob = \"up/**/*.parquet\"\n");
    project.compile();
    String message = project.problem("data/duplicate-path").message();
    assertTrue(message.contains("'data/s/x.parquet'"), message);
    assertTrue(message.contains("file source 's'"), message);
    assertTrue(message.contains("ducksite.toml:4"), message);
  }

  @Test
  void two_sources_without_a_name_may_not_share_a_key_either() throws IOException {
    project.sales("up/x.parquet");
    project.sales("other/x.parquet");
    project.toml(
        "[[file_sources]]\nupstream_glob = \"up/*.parquet\"\n"
            + "[[file_sources]]\nupstream_glob = \"other/*.parquet\"\n");
    project.compile();
    assertEquals(List.of("data/duplicate-path"), project.codes());
  }

  @Test
  void what_is_no_parquet_is_named_and_the_rest_serves() throws Exception {
    project.file("up/bad.parquet", "PAR1 this is not PAR1");
    project.sales("good/x.parquet");
    project.toml(
        source("bad", "upstream_glob = \"up/*.parquet\"")
            + source("good", "upstream_glob = \"good/*.parquet\""));
    Site site = project.compile();
    assertEquals(List.of("data/not-parquet ducksite.toml:3:1"), project.found());
    assertTrue(project.problem("data/not-parquet").message().contains("up/bad.parquet"));
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) AS n FROM good"));
    assertEquals(List.of("data/good/x.parquet"), paths(site));
  }

  @Test
  void a_link_out_of_the_project_is_left_out_and_one_inside_is_read(@TempDir Path outside)
      throws Exception {
    Path far = project.sales("seed.parquet");
    Files.move(far, outside.resolve("secret.parquet"));
    project.sales("store/near.parquet");
    Files.createDirectories(root.resolve("up"));
    Files.createSymbolicLink(root.resolve("up/out.parquet"), outside.resolve("secret.parquet"));
    Files.createSymbolicLink(root.resolve("up/in.parquet"), root.resolve("store/near.parquet"));
    project.toml(source("s", "upstream_glob = \"up/*.parquet\""));
    assertEquals(List.of("data/s/in.parquet"), paths(project.compiled()));
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) AS n FROM s"));
  }

  @Test
  void a_folder_named_like_a_column_is_one_where_keys_have_it_and_nowhere_else() throws Exception {
    try (ProjectOnDisk inner =
        new ProjectOnDisk(Files.createDirectories(root.resolve("at=home")))) {
      inner.sales("up/a.parquet");
      inner.parquet("years/year=2024/b.parquet", "SELECT 1 AS id");
      inner.file("data/c.csv", "v\n7\n");
      inner.toml(
          source("s", "upstream_glob = \"up/*.parquet\"\nrow_filter = \"id = 1\"")
              + source("y", "upstream_glob = \"years/**/*.parquet\""));
      Site site = inner.compiled();
      assertEquals(List.of("id,region,amount", "1,emea,10"), inner.rows("FROM s"));
      assertEquals(List.of("v", "7"), inner.rows("FROM read_csv('data/c.csv')"));
      assertEquals(List.of("id,year", "1,2024"), inner.rows("SELECT id, year FROM y"));
      MappedFile file = site.dataMap().find("data/s/a.parquet").orElseThrow();
      Path filtered =
          site.downloads()
              .filtered((ServedFile.Filtered) site.downloads().serve(file), () -> false);
      assertEquals(3, ParquetFooter.read(filtered).columns());
    }
  }

  @Test
  void a_project_behind_a_link_reads_its_files(@TempDir Path elsewhere) throws Exception {
    project.sales("data/a.parquet");
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
    try (ProjectOnDisk linked = new ProjectOnDisk(link)) {
      linked.file("data/c.csv", "v\n7\n");
      linked.toml(source("s", "upstream_glob = \"data/a.parquet\"\nrow_filter = \"id = 1\""));
      linked.compiled();
      assertEquals(List.of("v", "7"), linked.rows("SELECT v FROM s, read_csv('data/c.csv')"));
      assertEquals(
          "sql/file-argument", linked.refused("FROM './data/a.parquet'").getFirst().code());
    }
  }
}
