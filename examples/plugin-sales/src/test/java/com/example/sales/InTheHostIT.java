package com.example.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.testkit.TestHost;
import ducksite.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in the real host. */
final class InTheHostIT {

  @TempDir Path folder;

  private TestHost host;

  @BeforeEach
  void aProjectWithTheJar() throws IOException {
    host =
        TestHost.in(folder)
            .plugin(Path.of("target/sales.jar"))
            .parquet(
                "warehouse/sales/emea.parquet",
                "SELECT * FROM (VALUES ('emea', DATE '2025-08-01', 5), ('na', DATE '2025-08-01',"
                    + " 9)) t(region, day, amount)")
            .file(
                "ducksite.toml",
                """
                [[file_sources]]
                name = "sales"
                plugin = "sales"
                options.folder = "warehouse/sales"
                """)
            .file(
                "routes_src/quarter.toml",
                """
                path = "/quarter"

                [params.quarter]
                type = "str"

                [params.quarter_from]
                type = "date"

                [params.quarter_to]
                type = "date"

                [[preprocess]]
                plugin = "sales:Quarter"
                """)
            .file(
                "routes_src/quarter.sql",
                "SELECT sum(amount) AS amount FROM sales WHERE day BETWEEN $quarter_from AND"
                    + " $quarter_to");
  }

  @Test
  void theJarIsValidAndTheProjectChecks() throws IOException {
    TestHost.Outcome valid = host.run("check");
    assertEquals(0, valid.code(), valid::err);
  }

  @Test
  void aRegionsFileServesItsRegionOnly() throws IOException {
    try (TestServer server = host.serve()) {
      TestServer.Answer answer = server.get("/quarter.csv?quarter=2025Q3");
      assertEquals("amount\r\n5\r\n", answer.text());
      TestServer.Answer refused = server.get("/quarter.json?quarter=soon");
      assertEquals(400, refused.status());
      assertTrue(refused.text().contains("2025Q3"), refused::text);
    }
  }
}
