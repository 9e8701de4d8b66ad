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

/** Sources that are made from other sources, whatever their order in the file. */
final class ChainedSourcesTest {

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("data/a.parquet");
    project.file(
        "plugins/Chain.java",
        """
        import ducksite.api.manifest.*;
        import java.util.List;
        public final class Chain implements VirtualParquetPlugin {
          @Override
          public VirtualParquetManifest buildManifest(ManifestContext context) {
            var options = context.options();
            String prefix = "data/" + context.sourceName();
            return options.string("of").isPresent()
                ? context.manifestFromFileSource(options.string("of").get(), prefix)
                : context.manifestFromModelViews(options.strings("models"), prefix);
          }
        }
        """);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private static String chain(String name, String options) {
    return "[[file_sources]]\nname = \"%s\"\nplugin = \"plugins/Chain.java\"\noptions = { %s }\n"
        .formatted(name, options);
  }

  private static final String BASE =
      """
      [[file_sources]]
      name = "base"
      upstream_glob = "data/*.parquet"
      row_filter = "id < 3"
      template_name = "base_[region]"
      """;

  @Test
  void sources_and_models_are_asked_in_the_order_in_which_they_need_each_other() throws Exception {
    project.file(
        "sources_sql/m.sql",
        "-- name: m\nSELECT * FROM base_emea\n-- name: n\nSELECT * FROM third JOIN m USING (id)\n");
    project.toml(
        chain("first", "models = [\"n\"]")
            + chain("second", "of = \"THIRD\"")
            + chain("third", "of = \"fourth\"")
            + chain("fourth", "of = \"base\"")
            + BASE);
    Site site = project.compiled();
    assertEquals(
        List.of(
            "data/base/a.parquet",
            "data/first/base/a.parquet",
            "data/first/third/a.parquet",
            "data/fourth/a.parquet",
            "data/second/a.parquet",
            "data/third/a.parquet"),
        site.dataMap().files().stream().map(MappedFile::httpPath).toList());
    assertEquals(List.of("n", "2"), project.rows("SELECT count(*) n FROM second"));
    assertEquals(List.of("n", "2"), project.rows("SELECT count(DISTINCT id) n FROM first"));
  }

  @Test
  void a_circle_of_plugins_is_named() throws Exception {
    project.file("sources_sql/m.sql", "-- name: m\nSELECT * FROM read_parquet('data/a/*')\n");
    project.toml(
        chain("a", "of = \"b\"")
            + chain("b", "of = \"c\"")
            + chain("c", "models = [\"m\"]")
            + BASE);
    project.compile();
    String message = project.problem("data/source-cycle").message();
    assertTrue(message.contains("a -> b -> c -> a"), message);
    assertEquals(List.of("n", "2"), project.rows("SELECT count(*) n FROM base"));
  }

  @Test
  void a_source_that_refers_to_itself_is_a_circle() throws IOException {
    project.toml(chain("a", "of = \"a\""));
    project.compile();
    assertTrue(project.problem("data/source-cycle").message().contains("a -> a"));
  }

  @Test
  void a_hundred_thousand_bad_rows_are_told_in_a_few_lines() throws IOException {
    project.file(
        "plugins/Bad.java",
        """
        import ducksite.api.manifest.*;
        import java.nio.file.Path;
        import java.util.stream.IntStream;
        public final class Bad implements VirtualParquetPlugin {
          @Override
          public VirtualParquetManifest buildManifest(ManifestContext context) {
            return VirtualParquetManifest.of(IntStream.range(0, 100_000)
                .mapToObj(i -> VirtualParquetFile.of("x" + i % 99_000, Path.of("/nowhere/" + i))
                    .withRowFilter("true) OR (" + i + " = 1"))
                .toList());
          }
        }
        """);
    project.toml("[[file_sources]]\nname = \"bad\"\nplugin = \"plugins/Bad.java\"\n");
    project.compile();
    assertEquals(42, project.problems.all().size());
    assertTrue(
        project.problems.all().stream()
            .anyMatch(each -> each.message().contains("98980 more problems of this kind")));
  }
}
