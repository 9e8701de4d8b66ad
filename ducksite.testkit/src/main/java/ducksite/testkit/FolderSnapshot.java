package ducksite.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a project by path, each with its size and time; private state is left out.
 *
 * @param files paths relative to the folder
 */
record FolderSnapshot(Map<String, String> files) {

  static FolderSnapshot of(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        Path relative = folder.relativize(file);
        if (!relative.startsWith(".ducksite_data")) {
          files.put(
              relative.toString(),
              Files.size(file) + " bytes of " + Files.getLastModifiedTime(file));
        }
      }
    }
    return new FolderSnapshot(files);
  }

  /** What is different afterwards, one line for each file. */
  List<String> changes(FolderSnapshot after) {
    List<String> changes = new ArrayList<>();
    files.forEach(
        (file, state) -> {
          if (!state.equals(after.files.get(file))) {
            changes.add((after.files.containsKey(file) ? "changed " : "removed ") + file);
          }
        });
    after.files.keySet().stream()
        .filter(file -> !files.containsKey(file))
        .forEach(file -> changes.add("added " + file));
    return changes;
  }
}
