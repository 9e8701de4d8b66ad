package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.project.ProblemFormat;
import ducksite.engine.project.Problems;
import ducksite.engine.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a compilation knows of earlier ones never shows in what it makes. */
final class RouteEditsTest {

  private static final int CASES = 500;
  private static final int STEMS = 7;

  private static final List<String> QUERIES =
      List.of(
          "SELECT 1 AS id",
          "SELECT 2 AS id",
          "SELECT $p AS id",
          "SELECT id FROM m",
          "SELECT id FROM 'data/t.parquet'",
          "SELECT id FROM read_parquet('data/*.parquet')",
          "SELECT id, 3 AS n FROM up",
          "SELECT id FROM up JOIN m USING (id)",
          "SELECT id FROM nothing",
          "SELECT id FROM",
          "SELECT {{const.c}} AS id",
          "");

  private static final List<String> TABLES =
      List.of(
          "",
          "title = \"One\"\n",
          "[params]\np = { type = \"int\", default = 5 }\n",
          "[params]\np = { type = \"date\" }\n",
          "cache.order_by = \"id\"\n",
          "cache.order_by = \"absent\"\n",
          "[[uses]]\nalias = \"up\"\ncall = \"r0\"\n",
          "[[uses]]\nalias = \"up\"\ncall = \"r1\"\nmode = \"parquet_path\"\n",
          "[[uses]]\nalias = \"m\"\ncall = \"r2\"\n",
          "path = \"/same\"\n",
          "id = \"r3\"\n",
          "surplus = 1\n",
          "this is no toml\n");

  @TempDir private Path root;

  @Test
  void compiling_edits_one_by_one_gives_what_a_clean_compilation_gives() throws Exception {
    long seed = Long.getLong("ducksite.test.seed", System.nanoTime());
    System.out.println("RouteEditsTest seed " + seed);
    Random random = new Random(seed);
    int served = 0;
    int reused = 0;
    try (ProjectOnDisk project = new ProjectOnDisk(root);
        SiteBuilder anew = new SiteBuilder(project.settings())) {
      project.parquet("data/t.parquet", "SELECT 1 AS id");
      project.file("sources_sql/m.sql", "-- name: m\nSELECT 7 AS id");
      for (int number = 0; number < STEMS; number++) {
        write(project, number, random);
      }
      Site former = null;
      for (int number = 0; number < CASES; number++) {
        String edit = edit(project, random);
        String grown = state(project.compile(), project.problems);
        reused += project.builder().hasReused() ? 1 : 0;
        Problems problems = new Problems();
        anew.forget();
        Site clean = anew.compile(problems);
        if (former != null) {
          // Its engine goes on with the next.
          former.close();
        }
        former = clean;
        assertEquals(state(clean, problems), grown, "seed " + seed + ", " + edit);
        served += clean.routes().size();
      }
      former.close();
    }
    assertTrue(served > 100, "routes that were compared: " + served);
    assertTrue(reused > 20, "compilations that used routes again: " + reused);
  }

  private static void write(ProjectOnDisk project, int number, Random random) throws IOException {
    String stem = "routes_src/r" + number;
    project.file(stem + ".toml", TABLES.get(random.nextInt(TABLES.size())));
    project.file(stem + ".sql", QUERIES.get(random.nextInt(QUERIES.size())));
  }

  private String edit(ProjectOnDisk project, Random random) throws IOException {
    int number = random.nextInt(STEMS);
    String stem = "routes_src/r" + number;
    switch (random.nextInt(12)) {
      case 0 -> Files.deleteIfExists(root.resolve(stem + ".toml"));
      case 1 -> Files.deleteIfExists(root.resolve(stem + ".sql"));
      case 2 -> project.file(stem + ".md", "# " + random.nextInt());
      case 3 ->
          project.file(
              "sources_sql/m.sql", "-- name: m\nSELECT " + random.nextInt(3) + " AS id, 1 AS more");
      case 4 ->
          project.parquet(
              "data/t.parquet",
              random.nextBoolean() ? "SELECT 'text' AS id" : "SELECT DATE '2024-01-01' AS id");
      case 5 -> project.toml("[const]\nc = " + random.nextInt(3) + "\n");
      case 6 -> project.toml("");
      case 7, 8 -> project.file(stem + ".sql", QUERIES.get(random.nextInt(QUERIES.size())));
      default -> write(project, number, random);
    }
    return "after an edit of " + stem;
  }

  /** Everything that a compilation has made of the routes, as text. */
  private static String state(Site site, Problems problems) {
    StringBuilder state = new StringBuilder();
    for (Route route : site.routes()) {
      state
          .append(route)
          .append(' ')
          .append(route.columns())
          .append(route.uses())
          .append(new TreeMap<>(route.sql().parameters(java.util.Map.of())))
          .append(route.formats().stream().sorted().toList())
          .append(route.source())
          .append('\n')
          .append(route.sql().executable())
          .append('\n');
    }
    return state.append(ProblemFormat.plain().text(problems.all())).toString();
  }

  @Test
  void unchanged_sources_give_the_same_bytes_and_a_deleted_one_takes_its_route_along()
      throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      project.file("routes_src/a.toml", "").file("routes_src/a.sql", "SELECT 1 AS id");
      project.file("routes_src/sub/b.toml", "").file("routes_src/sub/b.sql", "SELECT 2 AS id");
      project.file("sources_sql/m.sql", "-- name: m\nSELECT 7 AS id");
      var first = contents(project.build().generation().folder());
      var second = contents(project.build().generation().folder());
      assertEquals(first, second);
      assertTrue(first.containsKey("project/routes_src/sub/b.sql"), first.toString());
      Files.delete(root.resolve("routes_src/sub/b.toml"));
      Files.delete(root.resolve("routes_src/sub/b.sql"));
      BuildResult less = project.build();
      assertEquals(List.of("a"), less.site().routes().stream().map(Route::id).toList());
      assertTrue(!contents(less.generation().folder()).containsKey("project/routes_src/sub/b.sql"));
    }
  }

  private static TreeMap<String, String> contents(Path folder) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
