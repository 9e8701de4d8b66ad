package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.ProblemFormat;
import ducksite.engine.store.DataMapStore;
import ducksite.engine.store.StoredFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the guide to virtual Parquet plugins, and its testing tips to the letter. */
final class SeedExamplesTest {

  @TempDir static Path root;
  private static ProjectOnDisk project;
  private static BuildResult built;

  @BeforeAll
  static void build() throws IOException, URISyntaxException {
    new ProjectCopy(Path.of(SeedExamplesTest.class.getResource("/seed").toURI()), null, root)
        .add("");
    String toml = Files.readString(root.resolve("ducksite.toml"));
    project = new ProjectOnDisk(root).toml(toml);
    rows("warehouse/sales_parquet/emea.parquet", "('emea', 1), ('emea', 2)");
    rows("warehouse/sales_parquet/na.parquet", "('na', 3), ('other', 4)");
    rows("warehouse/demo/2024/a.parquet", "('emea', 50), ('na', 500)");
    rows("warehouse/demo/b.parquet", "('emea', 60)");
    project.parquet(
        "remote/daily-2024-08-01.parquet",
        "SELECT DATE '2024-07-31' + i::INTEGER AS day, i AS amount FROM range(4) t(i)");
    project.parquet("tenants/a.parquet", "SELECT unnest(['a', 'a', 'b']) AS tenant, 1 AS n");
    project.parquet("tenants/b.parquet", "SELECT unnest(['a', 'b']) AS tenant, 2 AS n");
    built = project.build();
    assertEquals(
        "",
        ProblemFormat.plain()
            .text(project.problems.errors())
            .strip()
            .replace("0 errors, 0 warnings", ""));
  }

  private static void rows(String file, String values) throws IOException {
    project.parquet(file, "SELECT * FROM (VALUES " + values + ") t(region, amount)");
  }

  @AfterAll
  static void close() {
    project.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT count(*) n FROM sales                                   | 4",
        "SELECT sum(amount) n FROM sales_emea                           | 3",
        "SELECT sum(amount) n FROM sales_na                             | 3",
        "SELECT count(*) n FROM daily                                   | 1",
        "SELECT amount n FROM read_parquet('data/daily/daily.parquet')  | 1",
        "SELECT count(*) n FROM demo                                    | 2",
        "SELECT count(*) n FROM demo_proxy                              | 2",
        "SELECT amount n FROM read_parquet('data/demo_proxy/2024/a.parquet') | 50",
        "SELECT sum(amount) n FROM orders_models                        | 50",
        "SELECT sum(amount) n FROM orders_curated                       | 50",
        "SELECT sum(n) n FROM tenant                                    | 4",
        "SELECT sum(n) n FROM tenant_a                                  | 2",
        "SELECT sum(n) n FROM tenant_b                                  | 2",
        "SELECT count(*) n FROM read_parquet('data/tenant/b.parquet')   | 1",
      })
  void the_files_of_each_example_can_be_queried_through_their_filters(String sql, String answer)
      throws Exception {
    assertEquals(List.of("n", answer), project.rows(sql));
  }

  @Test
  void the_data_map_contains_the_paths_the_places_and_the_filters() {
    Map<String, String> places = new TreeMap<>();
    Map<String, String> filters = new TreeMap<>();
    for (StoredFile file : DataMapStore.files(root.resolve(".ducksite_data/data_map.sqlite"))) {
      places.put(file.httpPath(), file.location());
      filters.put(file.httpPath(), String.valueOf(file.rowFilter()));
    }
    assertEquals(
        List.of(
            "data/daily/daily.parquet",
            "data/demo/2024/a.parquet",
            "data/demo/b.parquet",
            "data/demo_proxy/2024/a.parquet",
            "data/demo_proxy/b.parquet",
            "data/orders_models/demo/2024/a.parquet",
            "data/sales/emea.parquet",
            "data/sales/na.parquet",
            "data/tenant/a.parquet",
            "data/tenant/b.parquet"),
        List.copyOf(places.keySet()));
    assertEquals(
        root.resolve("warehouse/sales_parquet/emea.parquet").toString(),
        places.get("data/sales/emea.parquet"));
    assertEquals("day = DATE '2024-08-01'", filters.get("data/daily/daily.parquet"));
    assertEquals("amount < 100", filters.get("data/demo_proxy/b.parquet"));
    assertEquals("tenant = 'a'", filters.get("data/tenant/a.parquet"));
  }

  @Test
  void the_compiled_sql_includes_the_read_parquet_entries_and_their_filters() throws IOException {
    String sales = artefact("sales");
    assertTrue(
        sales.contains("read_parquet(['data/sales/emea.parquet', 'data/sales/na.parquet']"), sales);
    String tenant = artefact("tenant_a");
    assertTrue(
        tenant.contains("read_parquet(['data/tenant/a.parquet'])")
            && tenant.contains("tenant = 'a'")
            && tenant.contains("tenant = 'b'"),
        tenant);
    assertTrue(artefact("daily").contains("day = DATE '2024-08-01'"));
  }

  @Test
  void an_example_built_from_the_published_generation_is_the_same() throws Exception {
    try (ProjectOnDisk again =
        new ProjectOnDisk(root).toml(Files.readString(root.resolve("ducksite.toml")))) {
      again.load(built.generation());
      assertEquals(List.of(), again.found());
    }
  }

  private static String artefact(String view) throws IOException {
    return Files.readString(root.resolve("static/sql/_global/" + view + ".sql"));
  }
}
