package ducksite.engine;

import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problems;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Another process that works on a project, to be killed. It says in lines how far it is. */
final class BuildingProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;

  private BuildingProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * What the other process does: {@code build} again and again, {@code ask} a route {@code r} for
   * many values of its parameter {@code n}, run {@code days}, {@code hold} or {@code try}.
   *
   * @param options of the Java machine
   */
  static BuildingProcess start(String task, Path root, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED"));
    // Behind ours, so that they win.
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", classPath(), BuildingProcess.class.getName(), task, root.toString()));
    return new BuildingProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Reads until the other process says a word. */
  String await(String word) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
    }
    throw new AssertionError("the other process ended before it said " + word);
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Classes of this module may come from its folders, and the others from a module path. */
  static String classPath() {
    List<String> entries = new ArrayList<>();
    for (Class<?> type : List.of(BuildingProcess.class, SiteBuilder.class)) {
      try {
        Path file = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
        entries.add(file.getParent().getParent().getParent().toString());
      } catch (URISyntaxException e) {
        throw new AssertionError(e);
      }
    }
    entries.add(System.getProperty("java.class.path", ""));
    entries.add(System.getProperty("jdk.module.path", ""));
    return String.join(File.pathSeparator, entries);
  }

  /** The other process. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[1]);
    StateFolder state = new StateFolder(root.resolve(".ducksite_data"));
    switch (arguments[0]) {
      case "hold" -> {
        try (StateFolder.Lock _ = state.lock()) {
          say("held");
          Thread.sleep(60_000);
        }
      }
      case "try" -> {
        try (StateFolder.Lock _ = state.lock()) {
          say("free");
        } catch (StateException e) {
          say("locked");
        }
      }
      case "ask" -> askAgainAndAgain(root, state);
      case "days" -> runDays(root, state);
      default -> buildAgainAndAgain(root, state);
    }
  }

  private static void buildAgainAndAgain(Path root, StateFolder state) throws IOException {
    BuildSettings settings =
        new BuildSettings(root, state, Overrides.of(List.of()), null, false, "test", text -> {});
    try (SiteBuilder builder = new SiteBuilder(settings)) {
      for (int round = 0; round < 10_000; round++) {
        Files.writeString(
            root.resolve("sources_sql/m.sql"), "-- name: m\nSELECT " + round + " AS round\n");
        Files.writeString(
            root.resolve("content/index.md"),
            "# Round " + round + "\n\n```sql q\nSELECT * FROM m\n```\n");
        Problems problems = new Problems();
        builder.build(problems).site().close();
        say("built " + round);
      }
    }
  }

  /** Runs the route {@code r} by its parameter {@code day} over a year, saying each day done. */
  private static void runDays(Path root, StateFolder state) throws IOException {
    try (SiteBuilder builder = new SiteBuilder(settings(root, state));
        Site site = builder.compile(new Problems())) {
      new IncrementalRun(site, state, "r", "day")
          .run(
              LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), day -> say("day " + day.day()));
      say("finished");
    }
  }

  private static BuildSettings settings(Path root, StateFolder state) {
    return new BuildSettings(root, state, Overrides.of(List.of()), null, false, "test", text -> {});
  }

  private static void askAgainAndAgain(Path root, StateFolder state) throws Exception {
    BuildSettings settings =
        new BuildSettings(root, state, Overrides.of(List.of()), null, false, "test", text -> {});
    try (SiteBuilder builder = new SiteBuilder(settings);
        Site site = builder.compile(new Problems());
        var threads = java.util.concurrent.Executors.newFixedThreadPool(3)) {
      var route = site.route("r").orElseThrow();
      for (int thread = 0; thread < 3; thread++) {
        threads.submit(
            () -> {
              for (int round = 0; round < 100_000; round++) {
                String value = Integer.toString((int) (Math.random() * 30));
                var request =
                    ducksite.engine.route.RouteRequest.of(
                        java.util.Map.of("n", List.of(value), "format", List.of("csv")));
                site.routeExecutor()
                    .plan(route, request)
                    .run(
                        java.io.OutputStream.nullOutputStream(),
                        ducksite.api.Options.empty(),
                        () -> false);
                if (round % 7 == 3) {
                  site.results().clear(null);
                }
                say("asked " + round);
              }
              return null;
            });
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
