package ducksite.engine.datamap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plugins tell, with plugins that are compiled here. */
final class ManifestTest {

  @TempDir Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("data/a.parquet");
    project.file("data/text.parquet", "text that is no Parquet file");
  }

  @AfterEach
  void end() {
    project.close();
  }

  /** A source {@code p} whose plugin returns a manifest, given as a Java expression. */
  private Site plugin(String manifest) throws IOException {
    return plugin(manifest, "");
  }

  private Site plugin(String manifest, String toml) throws IOException {
    project
        .file(
            "plugins/P.java",
            """
            import ducksite.api.manifest.*;
            import java.nio.file.Path;
            import java.net.URI;
            import java.util.List;
            public final class P implements VirtualParquetPlugin {
              private static VirtualParquetFile file(String httpPath, Path location) {
                return VirtualParquetFile.of(httpPath, location);
              }
              @Override
              public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
                Path a = context.projectRoot().resolve("data/a.parquet");
                return %s;
              }
            }
            """
                .formatted(manifest))
        .toml(toml + "[[file_sources]]\nname = \"p\"\nplugin = \"plugins/P.java\"\n");
    return project.compile();
  }

  private static List<String> paths(Site site) {
    return site.dataMap().files().stream().map(MappedFile::httpPath).toList();
  }

  @Test
  void relative_paths_land_below_the_source_and_others_where_they_say() throws Exception {
    Site site =
        plugin(
            """
            VirtualParquetManifest.of(List.of(
                file("x/1.parquet", a).withRowFilter("id = 1"),
                file("data/else/2.parquet", a).withRowFilter("id = 2 -- two").withVersion("v2")))
            """);
    assertEquals(List.of(), project.found());
    assertEquals(List.of("data/else/2.parquet", "data/p/x/1.parquet"), paths(site));
    assertEquals("v2", site.dataMap().files().getFirst().version());
    assertEquals(List.of("id", "1", "2"), project.rows("SELECT id FROM p ORDER BY id"));
    assertEquals(List.of("id", "2"), project.rows("SELECT id FROM 'data/else/2.parquet'"));
    assertEquals(
        List.of("id", "1", "2"),
        project.rows("SELECT id FROM read_parquet('data/**') ORDER BY id"));
    String artefact = site.queries().get("p").sql().artefact();
    assertTrue(!artefact.contains(root.toString()) && artefact.contains("'data/p/x/1.parquet'"));
  }

  @Test
  void the_sources_filter_and_the_files_hold_both() throws Exception {
    plugin("VirtualParquetManifest.of(List.of(file(\"1\", a).withRowFilter(\"id > 1 -- big\")))");
    project.toml(
        "[[file_sources]]\nname = \"p\"\nplugin = \"plugins/P.java\"\n"
            + "row_filter = \"id < 3 -- small\"\n");
    project.compiled();
    assertEquals(List.of("id", "2"), project.rows("SELECT id FROM p"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file(\"../x.parquet\", a)              | plugin/failed",
        "file(\"/data/x.parquet\", a)           | plugin/failed",
        "file(\"data//x.parquet\", a)           | plugin/failed",
        "file(\"data/p/./x.parquet\", a)        | plugin/failed",
        "file(\"data/x\\n.parquet\", a)         | plugin/failed",
        "file(\"\", a)                          | plugin/failed",
        "file(\"x\", Path.of(\"/nowhere/x\"))   | data/missing-file",
        "file(\"x\", a.getParent())             | data/missing-file",
        "file(\"x\", a.resolveSibling(\"text.parquet\")) | data/not-parquet",
        "VirtualParquetFile.of(\"x\", URI.create(\"s3://bucket/x.parquet\")) |"
            + " data/location-scheme",
        "VirtualParquetFile.of(\"x\", URI.create(\"https://h/x.parquet\"))   |"
            + " data/location-scheme",
        "file(\"x\", a).withRowFilter(\"true) OR (1=1\")          | data/row-filter",
        "file(\"x\", a).withRowFilter(\"id = $user\")             | data/row-filter",
        "file(\"x\", a), file(\"data/p/x\", a)                    | data/duplicate-path",
      })
  void what_a_plugin_may_not_tell_is_a_problem_of_its_source(String files, String code)
      throws IOException {
    Site site = plugin("VirtualParquetManifest.of(List.of(" + files + "))");
    assertEquals(List.of(code), project.codes());
    assertEquals("ducksite.toml", project.problem(code).file());
    assertTrue(site.queries().isEmpty() || code.equals("data/duplicate-path"));
  }

  @Test
  void a_null_manifest_or_an_exception_costs_the_source_alone() throws Exception {
    String good = "[[file_sources]]\nname = \"good\"\nupstream_glob = \"data/a.parquet\"\n";
    plugin("null", good);
    assertEquals(List.of("plugin/failed"), project.codes());
    assertEquals(List.of("n", "3"), project.rows("SELECT count(*) n FROM good"));
  }

  private static final String FILTERED =
      """
      [[file_sources]]
      name = "s"
      upstream_glob = "data/a.parquet"
      row_filter = "region = 'emea' -- one"

      """;

  @Test
  void a_manifest_from_a_source_mirrors_its_paths_and_keeps_its_filter() throws Exception {
    Site site = plugin("context.manifestFromFileSource(\"s\", \"data/proxy\")", FILTERED);
    assertEquals(List.of(), project.found());
    assertEquals(List.of("data/proxy/a.parquet", "data/s/a.parquet"), paths(site));
    assertEquals(List.of("id", "1"), project.rows("SELECT id FROM p"));
    assertEquals(List.of("id", "1"), project.rows("SELECT id FROM 'data/proxy/a.parquet'"));
  }

  @Test
  void a_manifest_from_models_names_the_files_they_read_once() throws Exception {
    project.file(
        "sources_sql/m.sql",
        """
        -- name: m
        SELECT * FROM s WHERE id > 0
        -- name: n
        SELECT * FROM m JOIN s USING (id)
        -- name: none
        SELECT 1
        """);
    Site site =
        plugin("context.manifestFromModelViews(List.of(\"m\", \"n\"), \"data/proxy\")", FILTERED);
    assertEquals(List.of(), project.found());
    assertEquals(List.of("data/proxy/s/a.parquet", "data/s/a.parquet"), paths(site));
    assertEquals(List.of("id", "1"), project.rows("SELECT id FROM p"));
  }

  @Test
  void a_manifest_from_a_folder_is_sorted_and_may_go_deep() throws Exception {
    project.sales("deep/B.PARQUET");
    project.sales("deep/a.parquet");
    project.sales("deep/er/c.parquet");
    project.file("deep/readme.txt", "x");
    Site site =
        plugin(
            """
            context.manifestFromParquetDirectory(Path.of("deep"), "data/d", true)
            """);
    assertEquals(
        List.of("data/d/B.PARQUET", "data/d/a.parquet", "data/d/er/c.parquet"), paths(site));
    assertEquals(List.of(), project.found());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "context.manifestFromFileSource(\"nobody\", \"data/x\")              | nobody",
        "context.manifestFromModelViews(List.of(), \"data/x\")               | empty",
        "context.manifestFromModelViews(List.of(\"unknown\"), \"data/x\")    | unknown",
        "context.manifestFromParquetDirectory(Path.of(\"none\"), \"d\", true) | none",
        "context.manifestFromParquetDirectory(Path.of(\"data/a.parquet\"), \"d\", true) |"
            + " a.parquet",
        "context.manifestFromParquetDirectory(Path.of(\"plugins\"), \"d\", false) | no Parquet",
      })
  void a_manifest_from_nothing_fails_and_says_what_is_missing(String manifest, String word)
      throws IOException {
    plugin(manifest, FILTERED);
    String message = project.problem("plugin/failed").message();
    assertTrue(message.contains(word), message);
  }
}
