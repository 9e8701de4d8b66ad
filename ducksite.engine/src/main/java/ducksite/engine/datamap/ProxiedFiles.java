package ducksite.engine.datamap;

import ducksite.engine.store.StoredLocation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The files of a site that stay where they are, by their HTTP path. Immutable. */
public final class ProxiedFiles {

  /** Of a site that has none. */
  public static final ProxiedFiles NONE = new ProxiedFiles(List.of());

  private final TreeMap<String, ProxiedFile> files = new TreeMap<>();
  private final Set<String> sources = new HashSet<>();

  /** These files, whose paths are distinct. */
  public ProxiedFiles(Collection<ProxiedFile> files) {
    for (ProxiedFile file : files) {
      this.files.put(file.httpPath(), file);
      sources.add(file.source());
    }
  }

  /** The files that an earlier build has stored. */
  public static ProxiedFiles stored(List<StoredLocation> rows) {
    return rows.isEmpty() ? NONE : new ProxiedFiles(rows.stream().map(ProxiedFile::of).toList());
  }

  /** The file at a path such as {@code data/sales/a.parquet}. */
  public Optional<ProxiedFile> find(String httpPath) {
    return Optional.ofNullable(files.get(httpPath));
  }

  /** The first file whose path matches a pattern. */
  public Optional<ProxiedFile> matching(Glob glob) {
    return files.values().stream().filter(file -> glob.matches(file.httpPath())).findFirst();
  }

  /** Whether files of a source stay where they are; its name in any case. */
  public boolean isSource(String name) {
    return sources.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The files of a source, in the order of their paths. */
  public List<ProxiedFile> of(String source) {
    return files.values().stream().filter(file -> file.source().equals(source)).toList();
  }

  /** All files in the order of their paths. */
  public List<ProxiedFile> all() {
    return List.copyOf(files.values());
  }
}
