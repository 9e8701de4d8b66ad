package ducksite.engine.datamap;

import ducksite.engine.project.FileAccess;
import ducksite.engine.store.DataMapStore;
import ducksite.engine.store.StoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All Parquet files of a site by their HTTP path, and the sources they belong to. Look-up is a
 * binary search in a sorted array: logarithmic, and no object but the files themselves. Immutable.
 */
public final class DataMap {

  private static final String NOTHING = "FALSE";

  private final MappedFile[] files;
  private final String[] paths;
  private final Map<String, SourceFiles> sources;

  /** A map of these files, whose paths are distinct, and of the sources that they belong to. */
  public DataMap(Collection<MappedFile> files, Collection<SourceFiles> sources) {
    this.files =
        files.stream()
            .sorted(Comparator.comparing(MappedFile::httpPath))
            .toArray(MappedFile[]::new);
    this.paths = Arrays.stream(this.files).map(MappedFile::httpPath).toArray(String[]::new);
    this.sources = new LinkedHashMap<>();
    sources.forEach(source -> this.sources.put(source.name(), source));
  }

  /** The file at a path such as {@code data/sales/a.parquet}. */
  public Optional<MappedFile> find(String httpPath) {
    int index = Arrays.binarySearch(paths, httpPath);
    return index < 0 ? Optional.empty() : Optional.of(files[index]);
  }

  /** The files whose paths match a pattern, in the order of their paths. */
  public List<MappedFile> matching(Glob glob) {
    return Arrays.stream(files).filter(file -> glob.matches(file.httpPath())).toList();
  }

  /** All files in the order of their paths. */
  public List<MappedFile> files() {
    return List.of(files);
  }

  /** The sources in the order of the project's file. */
  public Collection<SourceFiles> sources() {
    return List.copyOf(sources.values());
  }

  /** The source of a name. */
  public Optional<SourceFiles> source(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  /** The source that a file belongs to. */
  public SourceFiles sourceOf(MappedFile file) {
    return source(file.source())
        .orElseThrow(
            () -> new IllegalArgumentException(file + " belongs to no source of this map"));
  }

  /**
   * The same map where some sources give no row and no download: what takes the place of a source
   * whose filter cannot be trusted.
   */
  public DataMap closed(Set<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    UnaryOperator<MappedFile> close =
        file -> names.contains(file.source()) ? file.withRowFilter(NOTHING) : file;
    List<SourceFiles> all = new ArrayList<>();
    for (SourceFiles source : sources.values()) {
      boolean open = !names.contains(source.name());
      all.add(
          new SourceFiles(
              source.name(),
              open ? source.rowFilter() : NOTHING,
              open ? source.access() : FileAccess.NONE,
              source.files().stream().map(close).toList()));
    }
    return new DataMap(Arrays.stream(files).map(close).toList(), all);
  }

  /**
   * Writes the files to a new store. The sources' settings are the project's and are not stored.
   */
  public void write(Path store, Map<String, String> meta) {
    List<StoredFile> rows = Arrays.stream(files).map(MappedFile::stored).toList();
    DataMapStore.write(store, rows, meta);
  }
}
