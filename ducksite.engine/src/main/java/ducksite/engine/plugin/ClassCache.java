package ducksite.engine.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of earlier compilations by the fingerprint of their sources. Those used last are
 * kept; what cannot be read or written costs a compilation, nothing else.
 *
 * @param folder one folder inside for each fingerprint
 * @param capacity how many are kept
 */
record ClassCache(Path folder, int capacity) {

  private static final Logger LOG = LoggerFactory.getLogger(ClassCache.class);

  Optional<CompiledClasses> find(String fingerprint) {
    Path entry = folder.resolve(fingerprint);
    try {
      Optional<CompiledClasses> kept = CompiledClasses.read(entry);
      if (kept.isPresent()) {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
      }
      return kept;
    } catch (IOException e) {
      LOG.warn("compiled classes in {} cannot be read, compiling again: {}", entry, e.toString());
      return Optional.empty();
    }
  }

  void keep(String fingerprint, CompiledClasses classes) {
    try {
      classes.write(folder.resolve(fingerprint));
      List<Aged> entries = entries();
      for (Aged entry : entries.subList(0, Math.max(0, entries.size() - capacity))) {
        PrivateCopy.delete(entry.path());
      }
    } catch (IOException e) {
      LOG.warn("compiled classes cannot be kept in {}: {}", folder, e.toString());
    }
  }

  /** Entries, those used longest ago first. */
  private List<Aged> entries() throws IOException {
    List<Aged> entries = new ArrayList<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path path : found.toList()) {
        entries.add(new Aged(path, Files.getLastModifiedTime(path)));
      }
    }
    entries.sort(Comparator.comparing(Aged::time));
    return entries;
  }

  private record Aged(Path path, FileTime time) {}
}
