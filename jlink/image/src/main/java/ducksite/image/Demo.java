package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code demo}: a copy of the example project, with its data files fetched where the example has a
 * script for that.
 */
final class Demo {
  private static final Set<String> GENERATED = Set.of(".ducksite_data", "static");

  private final Path examples;
  private final Path log;

  Demo(Path examples, Path log) {
    this.examples = examples;
    this.log = log;
  }

  void writeTo(Path folder) throws IOException {
    Trees.delete(folder);
    Path source = examples.resolve("demo");
    if (!Files.isDirectory(source)) {
      return;
    }
    if (Files.exists(examples.resolve("fetch.mjs"))) {
      fetch();
    }
    Trees.copy(source, folder, path -> !GENERATED.contains(path.getName(0).toString()));
  }

  private void fetch() throws IOException {
    Tool.run(new ProcessBuilder("node", "fetch.mjs").directory(examples.toFile()), log);
  }
}
