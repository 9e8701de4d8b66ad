package ducksite.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The real host on a project in a folder of the test: the image's own program as a process. The
 * image is the folder in the system property {@code ducksite.image}, else in the environment
 * variable {@code DUCKSITE_HOME}. Where there is none, the test is given up with that reason; with
 * {@code DUCKSITE_REQUIRE_IMAGE=1} it fails.
 *
 * <pre>{@code
 * TestHost host = TestHost.in(folder)
 *     .parquet("warehouse/a.parquet", "SELECT 42 AS answer")
 *     .plugin(Path.of("target/sales.jar"))
 *     .file("ducksite.toml", "[[file_sources]]\nname = \"sales\"\nplugin = \"sales\"\n");
 * assertEquals(0, host.run("check").code());
 * try (TestServer server = host.serve()) {
 *   assertEquals(200, server.get("/healthz").status());
 * }
 * }</pre>
 */
public final class TestHost {

  private static final long LIMIT_SECONDS = 120;

  private final Path image;
  private final Path root;

  private TestHost(Path image, Path root) {
    this.image = image;
    this.root = root;
  }

  /**
   * What a run of the program left behind.
   *
   * @param code 0 done, 1 problems found, 2 wrong use or failure
   * @param out what it printed
   * @param err what it said besides
   */
  public record Outcome(int code, String out, String err) {}

  /**
   * A host whose project is the given folder, made where it is missing, with an empty {@code
   * ducksite.toml} where there is none.
   *
   * @throws IOException when the folder cannot be written
   * @throws org.opentest4j.TestAbortedException when this machine has no image
   */
  public static TestHost in(Path projectRoot) throws IOException {
    Path image = image();
    if (image == null) {
      String reason =
          "there is no ducksite image: set DUCKSITE_HOME, or the system property ducksite.image";
      if ("1".equals(System.getenv("DUCKSITE_REQUIRE_IMAGE"))) {
        throw new AssertionError(reason);
      }
      Assumptions.abort(reason);
    }
    return on(image, projectRoot);
  }

  /** A host of a given image. */
  static TestHost on(Path image, Path projectRoot) throws IOException {
    Path root = Files.createDirectories(projectRoot).toRealPath();
    if (!Files.exists(root.resolve("ducksite.toml"))) {
      Files.writeString(root.resolve("ducksite.toml"), "");
    }
    return new TestHost(image, root);
  }

  private static @Nullable Path image() {
    String named = System.getProperty("ducksite.image", System.getenv("DUCKSITE_HOME"));
    if (named == null || named.isBlank()) {
      return null;
    }
    Path image = Path.of(named).toAbsolutePath();
    if (!Files.isExecutable(image.resolve("bin/ducksite"))) {
      throw new AssertionError(
          "there is no ducksite image in " + image + ": bin/ducksite is missing");
    }
    return image;
  }

  /** The project's folder. */
  public Path root() {
    return root;
  }

  /**
   * Writes a file of the project and returns this host.
   *
   * @throws IllegalArgumentException when the path leads out of the project
   */
  public TestHost file(String path, String text) {
    try {
      Files.writeString(place(path), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }

  /**
   * Copies a jar, or a {@code .java} file, and its folder of private jars into {@code plugins/}.
   */
  public TestHost plugin(Path file) {
    String name = file.getFileName().toString();
    Path libraries = file.resolveSibling(name.replaceFirst("\\.[^.]+$", ""));
    try {
      Files.copy(file, place("plugins/" + name), StandardCopyOption.REPLACE_EXISTING);
      if (Files.isDirectory(libraries)) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
          for (Path jar : jars) {
            String path = "plugins/" + libraries.getFileName() + "/" + jar.getFileName();
            Files.copy(jar, place(path), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be copied", e);
    }
  }

  /**
   * Writes the result of a query as a Parquet file of the project and returns this host.
   *
   * @param sql one query without files, such as {@code SELECT range AS n FROM range(10)}
   */
  public TestHost parquet(String path, String sql) {
    Path empty = temporary();
    try {
      Files.writeString(empty.resolve("ducksite.toml"), "");
      Outcome outcome =
          run(empty, "query", sql, "--format", "parquet", "--output", place(path).toString());
      if (outcome.code() != 0) {
        throw new IllegalArgumentException(path + " cannot be made: " + outcome.err());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }

  private Path temporary() {
    try {
      return Files.createDirectories(root.resolve(".ducksite_data/tmp/testkit"));
    } catch (IOException e) {
      throw new UncheckedIOException("a folder below " + root + " cannot be made", e);
    }
  }

  /**
   * Runs a verb on the project to its end: {@code run("check")}, {@code run("plugins", "list",
   * "--json")}.
   *
   * @throws IOException when the program cannot be started or does not end within two minutes
   */
  public Outcome run(String... arguments) throws IOException {
    return run(root, arguments);
  }

  private Outcome run(Path project, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--root", project.toString()));
    Path folder = temporary();
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    Process process =
        process(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("ducksite " + command + " did not end within two minutes");
      }
      return new Outcome(process.exitValue(), read(out), read(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test was interrupted", e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * Serves the project on a free port of this machine, and returns once the site answers.
   *
   * @param options further options of {@code serve}
   * @throws IOException when it does not start
   */
  public TestServer serve(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("serve", "--root", root.toString(), "--port", "0"));
    command.addAll(List.of(options));
    return TestServer.start(process(command));
  }

  private ProcessBuilder process(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/ducksite").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What is meant for the test's own Java is not meant for the image's.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder;
  }

  private Path place(String path) throws IOException {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException(path + " leads out of the project");
    }
    Files.createDirectories(file.getParent());
    return file;
  }
}
