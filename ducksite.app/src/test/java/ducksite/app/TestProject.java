package ducksite.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project folder under construction, and the program run on it. */
final class TestProject {

  final Path root;

  TestProject(Path root) throws IOException {
    this.root = Files.createDirectories(root);
    file("ducksite.toml", "");
  }

  /** A project with a route, a model and a page. */
  static TestProject small(Path root) throws IOException {
    return new TestProject(root)
        .file("sources_sql/numbers.sql", "-- name: numbers\nSELECT range AS n FROM range(5)\n")
        .file("routes_src/above.toml", "[params.least]\ntype = \"int\"\ndefault = 0\n")
        .file("routes_src/above.sql", "SELECT n FROM numbers WHERE n >= $least ORDER BY n")
        .file("content/index.md", "# Start\n");
  }

  TestProject file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    // By renaming: who watches the project never sees half a file.
    Path written = Files.writeString(root.resolve("written"), text);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  String text(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  /** Runs a verb on this project. */
  Outcome run(String... verb) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.add("--root");
    arguments.add(root.toString());
    return Outcome.of(arguments.toArray(String[]::new));
  }

  /** Every file outside the state folder, with its content. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".ducksite_data")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
