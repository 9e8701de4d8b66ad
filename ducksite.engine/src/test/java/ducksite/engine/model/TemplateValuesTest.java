package ducksite.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the values of a template come from. A file whose rows are damaged, but not its footer,
 * shows that nobody has read them.
 */
final class TemplateValuesTest {

  private static final int MAGIC = 4;

  @TempDir private Path root;
  private ProjectOnDisk project;

  @BeforeEach
  void begin() throws IOException {
    project = new ProjectOnDisk(root);
  }

  @AfterEach
  void end() {
    project.close();
  }

  private void damaged(String name, String sql) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "COPY (" + sql + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
    }
    byte[] bytes = Files.readAllBytes(file);
    int footer =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 2 * MAGIC);
    Arrays.fill(bytes, MAGIC, bytes.length - 2 * MAGIC - footer, (byte) 0x5a);
    Files.write(file, bytes);
  }

  private Site source(String keys) throws IOException {
    project.toml("[[file_sources]]\nname = \"s\"\n" + keys);
    return project.compiled();
  }

  private static List<String> values(Site site) {
    return site.templates().getFirst().index().stream().map(Map.Entry::getValue).toList();
  }

  /** Of how many files the footers' ranges of a column have been read. */
  private int footersRead(String column) throws Exception {
    try (var store =
            DriverManager.getConnection(
                "jdbc:sqlite:" + project.state.folder().resolve("cache/statistics.sqlite"));
        var statement =
            store.prepareStatement("SELECT count(*) FROM column_ranges WHERE column_name = ?")) {
      statement.setString(1, column);
      try (ResultSet row = statement.executeQuery()) {
        return row.getInt(1);
      }
    }
  }

  @Test
  void what_a_plugin_declares_is_believed_and_neither_rows_nor_statistics_are_read()
      throws Exception {
    damaged("lake/a.parquet", "SELECT 1 AS id, 'in the file' AS region");
    damaged("lake/b.parquet", "SELECT 2 AS id, 'in the file' AS region");
    project.file(
        "plugins/P.java",
        """
        import ducksite.api.manifest.*;
        import java.util.*;
        public final class P implements VirtualParquetPlugin {
          @Override
          public VirtualParquetManifest buildManifest(ManifestContext context) {
            List<VirtualParquetFile> files = new ArrayList<>();
            for (String name : List.of("a", "b")) {
              files.add(VirtualParquetFile.of(name + ".parquet",
                  context.projectRoot().resolve("lake/" + name + ".parquet"))
                  .withPartitions(Map.of("Region", "told " + name)));
            }
            return VirtualParquetManifest.of(files).withTemplateName("s_[region]");
          }
        }
        """);
    Site site = source("plugin = \"plugins/P.java\"");
    assertEquals(List.of("told a", "told b"), values(site));
    assertEquals(0, footersRead("region"));
  }

  @Test
  void folders_tell_values_without_a_look_at_statistics() throws Exception {
    damaged("up/region=na/day=2024-01-05/a.parquet", "SELECT 1 AS id");
    damaged("up/region=emea/day=2024-01-06/b.parquet", "SELECT 2 AS id");
    damaged("up/region=apac/day=2024-01-06/c.parquet", "SELECT 2 AS id WHERE false");
    String keys = "upstream_glob = \"up/**/*.parquet\"\n";
    assertEquals(List.of("emea", "na"), values(source(keys + "template_name = \"s_[region]\"")));
    assertEquals(
        List.of("2024-01-05", "2024-01-06"),
        values(source(keys + "template_name = \"s_[\\\"DAY\\\"]\"")));
    assertEquals(
        List.of("emea"),
        values(
            source(
                keys
                    + "template_name = \"s_[region]\"\nrow_filter = \"day > DATE '2024-01-05'\"")));
    assertEquals(0, footersRead("region"));
  }

  @Test
  void numbers_in_folders_are_sorted_as_numbers() throws Exception {
    damaged("up/k=100/a.parquet", "SELECT 1 AS id");
    damaged("up/k=10/b.parquet", "SELECT 1 AS id");
    damaged("up/k=9/c.parquet", "SELECT 1 AS id");
    assertEquals(
        List.of("9", "10", "100"),
        values(source("upstream_glob = \"up/**/*.parquet\"\ntemplate_name = \"s_[k]\"")));
  }

  @Test
  void footers_tell_values_of_row_groups_that_have_one_each() throws Exception {
    damaged("up/a.parquet", "SELECT i AS id, 'na' AS region FROM range(5) t(i)");
    damaged("up/b.parquet", "SELECT i AS id, 'emea' AS region FROM range(5) t(i)");
    damaged("up/c.parquet", "SELECT i AS id, NULL::VARCHAR AS region FROM range(5) t(i)");
    damaged(
        "up/d.parquet",
        "SELECT i AS id, 'g' || (i // 2048) AS region FROM range(6000) t(i) ORDER BY i");
    Site site = source("upstream_glob = \"up/?.parquet\"\ntemplate_name = \"s_[region]\"");
    assertEquals(List.of("emea", "g0", "g1", "g2", "na"), values(site));
    assertEquals(4, footersRead("region"));
    assertEquals(
        List.of("g0", "g1", "g2", "na"),
        values(
            source(
                "upstream_glob = \"up/?.parquet\"\ntemplate_name = \"s_[region]\"\n"
                    + "row_filter = \"region <> 'emea'\"")));
  }

  @Test
  void rows_are_read_of_those_files_only_whose_footers_leave_a_doubt() throws Exception {
    damaged("up/a.parquet", "SELECT i AS id, 'na' AS region FROM range(5) t(i)");
    project.parquet(
        "up/b.parquet",
        "SELECT i AS id, CASE i WHEN 0 THEN 'emea' WHEN 1 THEN 'latam' WHEN 2 THEN 'na' END AS"
            + " region FROM range(5) t(i)");
    damaged("up/c.parquet", "SELECT i AS id, 'zz' AS region FROM range(5) t(i)");
    // The first file of a schema decides on columns and is always opened: it must be whole.
    project.parquet("up/a.parquet", "SELECT i AS id, 'na' AS region FROM range(5) t(i)");
    assertEquals(
        List.of("emea", "latam", "na", "zz"),
        values(source("upstream_glob = \"up/*.parquet\"\ntemplate_name = \"s_[region]\"")));
  }

  @Test
  void a_second_build_looks_at_nothing_again() throws Exception {
    project.parquet("up/a.parquet", "SELECT unnest(['na', 'emea']) AS region");
    String keys = "upstream_glob = \"up/*.parquet\"\ntemplate_name = \"s_[region]\"\n";
    assertEquals(List.of("emea", "na"), values(source(keys)));
    String samples = Files.readString(project.state.folder().resolve("cache/samples.json"));
    assertEquals(List.of("emea", "na"), values(source(keys + "access = \"none\"\n")));
    assertEquals(samples, Files.readString(project.state.folder().resolve("cache/samples.json")));
  }
}
