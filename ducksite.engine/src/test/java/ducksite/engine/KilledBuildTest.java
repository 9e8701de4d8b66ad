package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.engine.store.DataMapStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A builder killed at any moment leaves a whole generation, the old one or the new one. */
final class KilledBuildTest {

  @TempDir Path root;

  @Test
  void two_kills_leave_whole_generations() throws Exception {
    killAndCheck(2, 11);
  }

  @Test
  @Tag("faults")
  void twenty_kills_leave_whole_generations() throws Exception {
    killAndCheck(20, 47);
  }

  private void killAndCheck(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      for (int i = 0; i < 20; i++) {
        project.sales("data/" + i + ".parquet");
      }
      project
          .toml("[[file_sources]]\nname = \"s\"\nupstream_glob = \"data/*.parquet\"\n")
          .file("sources_sql/m.sql", "")
          .file("content/index.md", "");
      long last = 0;
      for (int kill = 0; kill < kills; kill++) {
        try (BuildingProcess builder = BuildingProcess.start("build", root)) {
          builder.await("built 1");
          Thread.sleep(random.nextInt(400));
          builder.kill();
        }
        Generation current = project.state.current().orElseThrow();
        assertTrue(current.number() > last, "no progress beyond " + last);
        last = current.number();
        checkWhole(project, current);
      }
      project
          .file("sources_sql/m.sql", "-- name: m\nSELECT 1 AS round\n")
          .file("content/index.md", "# End\n");
      Generation next = project.build().generation();
      assertTrue(next != null && next.number() > last, project.found().toString());
      try (var entries = Files.list(next.folder().getParent())) {
        List<String> names = entries.map(each -> each.getFileName().toString()).sorted().toList();
        assertTrue(names.size() <= 2 && names.contains(Long.toString(next.number())), "" + names);
      }
      try (var exported = Files.walk(root.resolve("static"))) {
        assertEquals(List.of(), exported.filter(AtomicFiles::isLeftover).toList());
      }
    }
  }

  private void checkWhole(ProjectOnDisk project, Generation generation) throws Exception {
    Site site = project.load(generation);
    assertEquals(List.of(), project.found());
    assertEquals(20, site.dataMap().files().size());
    String round = project.rows("FROM m").getLast();
    assertEquals("Round " + round, site.page("/").orElseThrow().title());
    String artefact = Files.readString(generation.artefacts().resolve("_global/m.sql"));
    assertTrue(artefact.endsWith("SELECT " + round + " AS round\n"), artefact);
    var manifest =
        new ObjectMapper().readTree(generation.artefacts().resolve("_manifest.json").toFile());
    for (var view : manifest.path("views")) {
      String path = view.path("sql_path").asText().substring(1);
      assertTrue(Files.isRegularFile(generation.folder().resolve(path)), path);
    }
    checkReadable(root.resolve(".ducksite_data/data_map.sqlite"));
    new ObjectMapper().readTree(root.resolve("static/sql/_manifest.json").toFile());
  }

  private static void checkReadable(Path store) throws IOException {
    assertEquals(20, DataMapStore.files(store).size());
  }
}
