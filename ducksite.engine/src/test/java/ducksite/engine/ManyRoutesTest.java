package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of thousands of routes of which one is edited again and again. */
@Tag("scale")
final class ManyRoutesTest {

  private static final int ROUTES = 5_000;
  private static final int EDITS = 6;

  @TempDir private Path root;

  @Test
  void one_edit_among_5000_routes_is_compiled_in_a_fraction_of_the_whole() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      write(project);
      long begun = System.nanoTime();
      project.compiled();
      double whole = millis(begun);
      double best = Double.MAX_VALUE;
      for (int edit = 0; edit < EDITS; edit++) {
        project.file(
            "routes_src/g7/r7.sql", "SELECT $least AS id, $region AS region, " + edit + " AS edit");
        double used = cpu();
        long again = System.nanoTime();
        Site site = project.compiled();
        double spent = millis(again);
        System.out.printf("recompiled in %.0f ms, %.0f ms of processors%n", spent, cpu() - used);
        best = Math.min(best, spent);
        assertEquals(ROUTES, site.routes().size());
        assertEquals(
            List.of("id,region,edit", "7,," + edit),
            project.rows(site.route("r7").orElseThrow(), Map.of()));
      }
      System.out.printf(
          "%d routes: whole %.0f ms, one edited %.0f ms, 1/%.0f%n",
          ROUTES, whole, best, whole / best);
      assertTrue(best * 8 < whole, "whole " + whole + " ms, one edited " + best + " ms");
    }
  }

  @Test
  void a_published_edit_copies_what_has_changed() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      write(project);
      long begun = System.nanoTime();
      Path former = project.build().generation().folder();
      System.out.printf("built in %.0f ms%n", millis(begun));
      for (int edit = 0; edit < EDITS; edit++) {
        project.file(
            "routes_src/g7/r7.sql", "SELECT $least AS id, $region AS region, " + edit + " AS edit");
        double used = cpu();
        long again = System.nanoTime();
        Path next = project.build().generation().folder();
        System.out.printf(
            "rebuilt in %.0f ms, %.0f ms of processors%n", millis(again), cpu() - used);
        assertEquals(
            "SELECT $least AS id, $region AS region, " + edit + " AS edit",
            Files.readString(next.resolve("project/routes_src/g7/r7.sql")));
        if (edit > 0) {
          assertTrue(isShared(former, next, "g8/r8.sql") && isShared(former, next, "g8/r8.toml"));
          assertFalse(isShared(former, next, "g7/r7.sql"));
        }
        former = next;
      }
    }
  }

  private static boolean isShared(Path former, Path next, String name) throws IOException {
    String file = "project/routes_src/" + name;
    return Files.isSameFile(former.resolve(file), next.resolve(file));
  }

  private static double cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e6;
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void write(ProjectOnDisk project) throws IOException {
    project.sales("data/s.parquet");
    project.file(
        "sources_sql/m.sql", "-- name: m\nSELECT id, region, amount FROM 'data/s.parquet'");
    for (int number = 0; number < ROUTES; number++) {
      String toml =
          """
          title = "Route %1$d"
          path = "/g%2$d/r%1$d"
          [params.region]
          type = "str"
          description = "One region"
          [params.least]
          type = "int"
          default = %1$d
          [cache]
          order_by = ["id"]
          ttl_hours = 1
          """
              .formatted(number, number % 50);
      String sql =
          switch (number % 4) {
            case 0 ->
                "SELECT id, amount FROM m WHERE ($region IS NULL OR region = $region) AND amount >"
                    + " $least";
            case 1 ->
                "SELECT id, sum(amount) AS amount FROM 'data/s.parquet' WHERE region = $region AND"
                    + " id <> $least GROUP BY ALL";
            case 2 -> "SELECT id, amount + $least AS amount FROM up WHERE region = $region";
            default -> "SELECT $least AS id, $region AS region, " + number + " AS number";
          };
      String uses = number % 4 == 2 ? "[[uses]]\nalias = \"up\"\ncall = \"base\"\n" : "";
      project.file(
          "routes_src/g" + number % 50 + "/r" + number + ".toml",
          number == 0 ? "id = \"base\"\npath = \"/base\"\n" : toml + uses);
      project.file(
          "routes_src/g" + number % 50 + "/r" + number + ".sql", number == 0 ? "FROM m" : sql);
    }
  }
}
