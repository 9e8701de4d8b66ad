package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.MappedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files with a filter by their real place, so that none is read by another name; looked for
 * when SQL names other files at all. Confined to the compiling thread.
 */
final class FilteredLocations {

  private final DataMap map;
  private @Nullable Map<Path, MappedFile> files;

  FilteredLocations(DataMap map) {
    this.map = map;
  }

  /** The file with a filter at a real place, null when there is none. */
  @Nullable MappedFile at(Path real) {
    if (files == null) {
      files = find();
    }
    return files.get(real);
  }

  private Map<Path, MappedFile> find() {
    Map<Path, MappedFile> found = new HashMap<>();
    Map<Path, Path> folders = new HashMap<>();
    for (MappedFile file : map.files()) {
      if (map.sourceOf(file).filterOf(file) != null) {
        Path location = file.location();
        Path folder = folders.computeIfAbsent(location.getParent(), FilteredLocations::realOrSame);
        found.put(
            file.facts().isLink() ? realOrSame(location) : folder.resolve(location.getFileName()),
            file);
      }
    }
    return found;
  }

  static Path realOrSame(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
