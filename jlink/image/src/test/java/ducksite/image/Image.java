package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The built image, or a copy of it: a folder whose {@code bin/ducksite} tests start as a process.
 */
record Image(Path home) {
  private static final long LIMIT_SECONDS = 120;

  /** The image that this build has made. */
  static Image built() {
    return new Image(
        Path.of(System.getProperty("ducksite.image", "target/ducksite"))
            .toAbsolutePath()
            .normalize());
  }

  /** What a process left behind. */
  record Run(int code, String out, String err) {
    @Override
    public String toString() {
      return "exit %d%n--- out%n%s%n--- err%n%s".formatted(code, out, err);
    }
  }

  Path file(String relative) {
    return home.resolve(relative);
  }

  /** Runs {@code bin/ducksite} to its end. */
  Run run(String... arguments) throws IOException {
    return finish(process(Map.of(), arguments));
  }

  /** Runs {@code bin/ducksite} with further JVM options. */
  Run runWith(List<String> options, String... arguments) throws IOException {
    return finish(process(Map.of("DUCKSITE_JAVA_OPTS", String.join(" ", options)), arguments));
  }

  /** Runs a program of {@code bin} to its end. */
  Run tool(String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(file("bin/" + name).toString());
    command.addAll(arguments);
    return finish(clean(new ProcessBuilder(command)));
  }

  /** Starts {@code bin/ducksite serve} on a free port and waits until the site answers. */
  Server serve(Path project, String... options) throws IOException {
    return serveWith(List.of(), project, options);
  }

  /** Starts {@code bin/ducksite serve} with further JVM options. */
  Server serveWith(List<String> jvmOptions, Path project, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--root", project.toString(), "--port", "0"));
    arguments.addAll(List.of(options));
    Map<String, String> environment = Map.of("DUCKSITE_JAVA_OPTS", String.join(" ", jvmOptions));
    return Server.start(process(environment, arguments.toArray(String[]::new))).awaitReady();
  }

  ProcessBuilder process(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(file("bin/ducksite").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = clean(new ProcessBuilder(command));
    builder.environment().putAll(environment);
    return builder;
  }

  /** A copy of the whole image in another folder. */
  Image copyTo(Path folder) throws IOException {
    Trees.copy(home, folder, _ -> true);
    return new Image(folder);
  }

  private static ProcessBuilder clean(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "DUCKSITE_JAVA_OPTS"));
    return builder;
  }

  static Run finish(ProcessBuilder builder) throws IOException {
    Path out = Files.createTempFile("ducksite", ".out");
    Path err = Files.createTempFile("ducksite", ".err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    try {
      CompletableFuture<Process> ended =
          process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
      int code = ended.join().exitValue();
      return new Run(code, Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
