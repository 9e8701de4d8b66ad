package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

/** What a plugin is told of the rows that pages ask for. */
final class WantedRowsTest {

  private static final String PLUGIN =
      """
      import ducksite.api.manifest.*;
      import java.nio.file.*;
      import java.util.List;
      public final class P implements VirtualParquetPlugin {
        @Override
        public VirtualParquetManifest buildManifest(ManifestContext context) throws Exception {
          Files.writeString(context.projectRoot().resolve("told"), context.filterExpr().orElse("-"));
          return VirtualParquetManifest.of(List.of(
              VirtualParquetFile.of("x.parquet", context.projectRoot().resolve("lake/a.parquet"))));
        }
      }
      """;

  private static final String PAGE = "---\n%s\n---\n# Page\n\n```sql q\nSELECT * FROM %s\n```\n";

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
    project.sales("lake/a.parquet");
    project.file("plugins/P.java", PLUGIN);
    project.file("sources_sql/m.sql", "-- name: m\nSELECT * FROM s WHERE id > 0\n");
    project.toml(
        "[[file_sources]]\nname = \"s\"\nplugin = \"plugins/P.java\"\n"
            + "template_name = \"s_[region]\"\n");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private String told() throws IOException {
    project.compiled();
    return Files.readString(root.resolve("told")).replace("\n", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filter_expr: id > 1 | s | ((id > 1))",
        "time_window: day from 2024-01-01 to 2024-02-01 | m |"
            + " ((\"day\" >= '2024-01-01') AND (\"day\" < '2024-02-01'))",
        "time_window: day to 2024-02-01 | s_na | ((\"day\" < '2024-02-01'))",
        "filter_expr: id > 1 | read_parquet('data/s/x.parquet') | ((id > 1))",
        "filter_expr: id > 1 | range(3) | -",
        "roles: a | s | -",
      })
  void a_page_speaks_for_the_sources_that_its_blocks_name(String words, String table, String told)
      throws IOException {
    project.file("content/p.md", PAGE.formatted(words, table));
    assertEquals(told, told());
  }

  @Test
  void pages_are_joined_and_the_source_s_own_words_hold_beside_them() throws IOException {
    project.file("content/p.md", PAGE.formatted("filter_expr: id > 1", "s"));
    project.file("content/q.md", PAGE.formatted("filter_expr: id < 0", "m"));
    project.toml(
        "[[file_sources]]\nname = \"s\"\nplugin = \"plugins/P.java\"\nfilter_expr = \"id < 9\"\n");
    assertEquals("(id < 9) AND (((id > 1)) OR ((id < 0)))", told());
  }

  @ParameterizedTest
  @CsvSource({"s", "m", "read_parquet('data/*/x.parquet')", "S_NA"})
  void one_reader_without_words_may_ask_for_any_row(String table) throws IOException {
    project.file("content/p.md", PAGE.formatted("filter_expr: id > 1", "s"));
    project.file("routes_src/r.toml", "");
    project.file("routes_src/r.sql", "SELECT * FROM " + table);
    assertEquals("-", told());
  }

  @Test
  void a_page_with_such_words_is_everybody_s_and_wrong_ones_close_it() throws IOException {
    project.file("content/p.md", PAGE.formatted("filter_expr: id > 1", "s"));
    assertFalse(project.compiled().page("/p").orElseThrow().roles().isRestricted());
    project.file("content/p.md", PAGE.formatted("time_window: yesterday", "s"));
    project.compile();
    assertEquals(List.of("page/time-window content/p.md:2:14"), project.found());
  }
}
