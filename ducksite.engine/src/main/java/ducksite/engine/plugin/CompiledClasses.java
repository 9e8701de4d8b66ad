package ducksite.engine.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of a compiled {@code .java} file.
 *
 * @param classes class files by binary name, those of its siblings included
 * @param own binary names of the classes that the file itself declares, in its order
 */
record CompiledClasses(Map<String, byte[]> classes, List<String> own) {

  private static final String OWN = "own-classes";

  CompiledClasses {
    classes = Map.copyOf(classes);
    own = List.copyOf(own);
  }

  /** What an earlier compilation left in a folder, if it did. */
  static Optional<CompiledClasses> read(Path folder) throws IOException {
    Path list = folder.resolve(OWN);
    if (!Files.exists(list)) {
      return Optional.empty();
    }
    Map<String, byte[]> classes = new HashMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class")) {
          classes.put(
              name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
        }
      }
    }
    return Optional.of(
        new CompiledClasses(classes, Files.readAllLines(list, StandardCharsets.UTF_8)));
  }

  /** Keeps the classes in a folder that appears at once or not at all. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    Path draft = Files.createTempDirectory(folder.getParent(), ".draft-");
    try {
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        Files.write(draft.resolve(entry.getKey() + ".class"), entry.getValue());
      }
      Files.write(draft.resolve(OWN), own, StandardCharsets.UTF_8);
      if (!Files.exists(folder.resolve(OWN))) {
        PrivateCopy.delete(folder);
      }
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      PrivateCopy.delete(draft);
      // Another build of the same sources may have been first; its classes are the same.
      if (!Files.exists(folder.resolve(OWN))) {
        throw e;
      }
    }
  }
}
