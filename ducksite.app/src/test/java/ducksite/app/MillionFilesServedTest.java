package ducksite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon a server that has been built with a million files answers again. */
@Tag("scale")
final class MillionFilesServedTest {

  private static final int FOLDERS = 1000;
  private static final int IN_EACH = 1000;
  private static final String LISTENING = "listening on ";

  @TempDir private Path root;
  @TempDir private Path elsewhere;

  @Test
  void a_restarted_server_is_ready_within_three_seconds() throws Exception {
    TestProject project = TestProject.small(root);
    Path seed = elsewhere.resolve("seed.parquet");
    Outcome made = project.run("run", "above", "--format", "parquet", "--output", "" + seed);
    assertEquals(0, made.code(), made.err());
    links(seed);
    project.file(
        "ducksite.toml",
        "[[file_sources]]\nname = \"lake\"\nupstream_glob = \"lake/*/*.parquet\"\n");
    Outcome built = ChildProgram.run(elsewhere, small("build"));
    assertEquals(0, built.code(), built.err());
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      best = Math.min(best, secondsToReady());
    }
    System.out.printf("a million real files: a restarted server is ready in %.2f s%n", best);
    assertTrue(best <= 3, best + " s to be ready");
  }

  private List<String> small(String verb, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(verb, "--root", root.toString()));
    arguments.addAll(List.of(more));
    List<String> command =
        new ArrayList<>(ChildProgram.command(elsewhere, arguments.toArray(String[]::new)));
    // Behind the options of short runs, so that they win.
    command.addAll(command.indexOf("-cp"), List.of("-Xmx512m", "-XX:TieredStopAtLevel=4"));
    return command;
  }

  private double secondsToReady() throws IOException, InterruptedException {
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(small("serve", "--no-build", "--port", "0"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.errorReader()) {
      String line = lines.readLine();
      while (!line.startsWith(LISTENING)) {
        line = lines.readLine();
      }
      URI server = URI.create(line.substring(LISTENING.length()));
      while (status(server.resolve("/readyz")) != 200) {
        Thread.sleep(10);
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      assertEquals(200, status(server.resolve("/data/lake/day=0999/part-0999.parquet")));
      return seconds;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static int status(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
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
}
