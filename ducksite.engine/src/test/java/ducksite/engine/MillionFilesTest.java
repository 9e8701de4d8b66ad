package ducksite.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million real files from their folders to a site, in processes with little heap. */
@Tag("scale")
final class MillionFilesTest {

  private static final int FOLDERS = 1000;
  private static final int IN_EACH = 1000;

  @TempDir private Path root;

  @Test
  void a_million_files_are_built_built_again_and_loaded_in_half_a_gigabyte() throws Exception {
    try (ProjectOnDisk project = new ProjectOnDisk(root)) {
      links(project.parquet("seed.parquet", "SELECT i AS id, 'r' || i AS r FROM range(9) t(i)"));
      project.toml("[[file_sources]]\nname = \"lake\"\nupstream_glob = \"lake/*/*.parquet\"\n");
    }
    double first = seconds("once", "built");
    double again = seconds("once", "built");
    double restart = seconds("load", "loaded");
    System.out.printf(
        "a million real files: first build %.1f s, no-change rebuild %.1f s, restart %.2f s%n",
        first, again, restart);
    assertTrue(first <= 90, first + " s to build");
    assertTrue(again <= 10, again + " s to build again");
    assertTrue(restart <= 3, restart + " s to load");
  }

  private void links(Path seed) throws IOException {
    Path target = seed;
    for (int folder = 0; folder < FOLDERS; folder++) {
      if (folder % 40 == 0) {
        // One file has at most some ten thousand names.
        target = Files.copy(seed, root.resolve("seed" + folder));
      }
      Path day = Files.createDirectories(root.resolve("lake/day=%04d".formatted(folder)));
      for (int file = 0; file < IN_EACH; file++) {
        Files.createLink(day.resolve("part-%04d.parquet".formatted(file)), target);
      }
    }
  }

  private double seconds(String task, String word) throws IOException {
    try (BuildingProcess process =
        BuildingProcess.start(task, root, "-Xmx512m", "-XX:TieredStopAtLevel=4")) {
      String[] told = process.await(word).split(" ", 3);
      assertEquals(Integer.toString(FOLDERS * IN_EACH), told[2].replace("[]", ""));
      return Double.parseDouble(told[1]);
    }
  }
}
