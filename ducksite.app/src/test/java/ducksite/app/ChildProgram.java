package ducksite.app;

import ducksite.engine.SiteBuilder;
import ducksite.http.SiteServer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own. */
final class ChildProgram {

  private static final int LONGEST_SECONDS = 240;

  private ChildProgram() {}

  /** How the program is started in another process. */
  static List<String> command(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--module-path",
                api().toString(),
                "--add-modules",
                "ducksite.api,java.se,jdk.compiler,jdk.jfr,jdk.zipfs,jdk.management,jdk.unsupported",
                "-cp",
                classPath(folder),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Plugins want the contract as a module. */
  private static Path api() {
    return Path.of(
        ModuleLayer.boot()
            .configuration()
            .findModule("ducksite.api")
            .flatMap(module -> module.reference().location())
            .orElseThrow());
  }

  private static String classPath(Path folder) throws IOException {
    Set<String> entries = new LinkedHashSet<>(List.of(services(folder).toString()));
    for (Class<?> type : List.of(Main.class, SiteServer.class, SiteBuilder.class)) {
      try {
        Path file = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
        Path root = file;
        for (String _ : type.getName().split("\\.")) {
          root = root.getParent();
        }
        entries.add(root.toString());
      } catch (URISyntaxException | java.nio.file.FileSystemNotFoundException e) {
        // It is in a jar, which is on one of the paths.
        continue;
      }
    }
    entries.addAll(List.of(System.getProperty("java.class.path", "").split(File.pathSeparator)));
    entries.addAll(List.of(System.getProperty("jdk.module.path", "").split(File.pathSeparator)));
    entries.removeIf(entry -> entry.isEmpty() || Path.of(entry).equals(api()));
    return String.join(File.pathSeparator, entries);
  }

  /** On a class path, what a module provides has to be said in files. */
  private static Path services(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("services/META-INF/services"));
    if (SiteBuilder.class.getModule().isNamed()) {
      for (var provided : SiteBuilder.class.getModule().getDescriptor().provides()) {
        Files.write(services.resolve(provided.service()), provided.providers());
      }
    }
    return services.getParent().getParent();
  }

  /** Runs a command to its end. */
  static Outcome run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end: " + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }
}
