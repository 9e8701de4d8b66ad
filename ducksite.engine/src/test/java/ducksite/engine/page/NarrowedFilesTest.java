package ducksite.engine.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ducksite.engine.ProjectOnDisk;
import ducksite.engine.Site;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader of a page chooses decides which files its queries open. */
final class NarrowedFilesTest {

  private static final String PAGE =
      """
      ```input region
      options_query: regions
      expression_template: region IN (?)
      multiple: true
      ```

      ```input most
      visual_mode: text
      expression_template: n <= ?
      param_name: day
      param_template: day = ?
      ```

      ```sql regions
      SELECT 'r1' AS region UNION ALL SELECT 'r2'
      ```

      ```sql by_filter
      SELECT * FROM kept WHERE ${params.region} AND ${params.most}
      ```

      ```sql by_value
      SELECT * FROM kept WHERE region = ${inputs.region} OR NOT n > ${inputs.most}
      ```

      ```sql by_day
      SELECT * FROM kept WHERE day BETWEEN ${inputs.most} AND ${inputs.most}
      ```

      ```sql by_model
      SELECT sum(n) AS n FROM chosen
      ```

      ```sql joined
      SELECT k.n FROM kept k JOIN range(50) o(i) ON k.n = o.i WHERE k.n = ${inputs.most}
      ```
      """;

  @TempDir private Path root;
  private ProjectOnDisk project;
  private Page page;

  @BeforeEach
  void begin() throws Exception {
    project = new ProjectOnDisk(root);
    for (int file = 0; file < 4; file++) {
      project.parquet(
          "lake/" + file + ".parquet",
          "SELECT %d AS n, 'r%d' AS region, DATE '2024-01-01' + %d AS day"
              .formatted(file * 10, file, file));
    }
    project.toml("[[file_sources]]\nname = \"kept\"\nupstream_glob = \"lake/*.parquet\"\n");
    project.file(
        "sources_sql/m.sql", "-- name: chosen\nSELECT * FROM kept WHERE ${params.region}\n");
    Site site = project.file("content/index.md", PAGE).compile();
    page = site.page("/").orElseThrow();
  }

  @AfterEach
  void end() {
    project.close();
  }

  /** The files of a query, without the first, which stays for the columns' sake. */
  private String read(String query, String... chosen) throws Exception {
    PageChoice choice =
        page.inputs()
            .choice(
                Arrays.stream(chosen)
                    .map(each -> each.split("=", 2))
                    .collect(Collectors.toMap(each -> each[0], each -> List.of(each[1]))));
    PageQuery asked = page.queries().get(query);
    var sql = project.last().pageExecutor().chosen(asked, choice);
    return sql.read(choice.bindings()).stream()
        .flatMap(files -> files.stream())
        .map(file -> file.location().getFileName().toString().substring(0, 1))
        .distinct()
        .filter(name -> !name.equals("0"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void an_expression_over_what_is_chosen_leaves_files_out() throws Exception {
    assertEquals("1 2 3", read("by_filter"));
    assertEquals("2", read("by_filter", "region=r2"));
    assertEquals("1 3", read("by_filter", "region=r1,r3"));
    assertEquals("1", read("by_filter", "most=10"));
    assertEquals("", read("by_filter", "region=r2", "most=10"));
    assertEquals("3", read("by_model", "region=r3"));
    assertEquals("1 2 3", read("by_model"));
  }

  @Test
  void a_value_is_compared_as_the_type_of_its_column() throws Exception {
    assertEquals("1 3", read("by_value", "region=r3", "most=10"));
    assertEquals("2", read("by_day", "most=2024-01-03"));
    assertEquals("1", read("joined", "most=10"));
    assertEquals("1 2 3", read("by_value", "most=9.5"));
    assertEquals("1 2 3", read("by_day", "most=soon"));
  }

  @Test
  void the_rows_are_those_of_all_files() throws Exception {
    for (String most : List.of("0", "10", "25", "9.5", "-1")) {
      PageExecution run =
          project
              .last()
              .pageExecutor()
              .execute(shown(), page.inputs().choice(Map.of("most", List.of(most))), () -> false);
      long expected =
          List.of(0, 10, 20, 30).stream()
              .filter(n -> n <= Math.round(Double.parseDouble(most)))
              .count();
      assertEquals(expected, run.results().get("by_filter").rowCount(), most);
    }
  }

  private Page shown() throws Exception {
    Site site = project.file("content/index.md", PAGE + "```grid\n| by_filter |\n```\n").compile();
    return site.page("/").orElseThrow();
  }
}
