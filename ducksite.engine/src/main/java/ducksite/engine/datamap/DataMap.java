package ducksite.engine.datamap;

import ducksite.engine.project.FileAccess;
import ducksite.engine.sql.Condition;
import ducksite.engine.store.DataMapStore;
import ducksite.engine.store.ProxiedStore;
import ducksite.engine.store.StatisticsStore;
import ducksite.engine.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All Parquet files of a site by their HTTP path, and the sources they belong to. The files are
 * packed; look-up is logarithmic. Immutable.
 */
public final class DataMap {

  private static final String NOTHING = "FALSE";

  private final FileTable table;
  private final Map<String, SourceFiles> sources;
  private final ProxiedFiles proxied;
  private final Statistics statistics;

  /** A map of these files, whose paths are distinct, and of the sources that they belong to. */
  public DataMap(Collection<MappedFile> files, Collection<SourceFiles> sources) {
    this(FileTable.of(files), sources);
  }

  /** A map of packed files and of the sources that they belong to. */
  public DataMap(FileTable table, Collection<SourceFiles> sources) {
    this(table, sources, new Statistics(table, null), ProxiedFiles.NONE);
  }

  private DataMap(
      FileTable table,
      Collection<SourceFiles> sources,
      Statistics statistics,
      ProxiedFiles proxied) {
    this.proxied = proxied;
    this.table = table;
    this.statistics = statistics;
    this.sources = new LinkedHashMap<>();
    sources.forEach(source -> this.sources.put(source.name(), source));
  }

  /** The same map with files that stay where they are. */
  public DataMap withProxied(ProxiedFiles files) {
    return new DataMap(table, sources.values(), statistics, files);
  }

  /** The files that stay where they are; the other methods do not tell them. */
  public ProxiedFiles proxied() {
    return proxied;
  }

  /** The file at a path such as {@code data/sales/a.parquet}. */
  public Optional<MappedFile> find(String httpPath) {
    return table.find(httpPath);
  }

  /** The files whose paths match a pattern, in the order of their paths. */
  public FileList matching(Glob glob) {
    return table.matching(glob);
  }

  /** All files in the order of their paths. */
  public FileList files() {
    return table.list();
  }

  /** The same map with statistics that are kept in a store. */
  public DataMap withStatistics(StatisticsStore store) {
    return new DataMap(table, sources.values(), new Statistics(table, store), proxied);
  }

  /** What is known of the values in the files. */
  public Statistics statistics() {
    return statistics;
  }

  /** Some files of this map, packed. */
  public FileList listOf(List<MappedFile> files) {
    if (files instanceof FileList list && list.table() == table) {
      return list;
    }
    int[] ordinals =
        files.stream().mapToInt(file -> table.lowerBound(FileTable.key(file.httpPath()))).toArray();
    return new FileList(table, ordinals);
  }

  /**
   * Whether the footer of a file proves that a condition is true for each of its rows. Looks at the
   * file: whoever sends it must have opened what has the map's identity.
   */
  public boolean provesAllRows(Condition condition, MappedFile file) throws IOException {
    FileList one = listOf(List.of(file));
    Set<String> columns = new HashSet<>();
    Condition.columns(condition, columns);
    @Nullable Map<String, String> folders = FolderValues.of(file.location().toString());
    if (folders == null
        || columns.stream().anyMatch(folders::containsKey)
        || !FileIdentity.of(file.location()).equals(one.getFirst().identity())) {
      return false;
    }
    statistics.read(one, columns);
    return PrunedFiles.provesAllRows(condition, one.ordinal(0), statistics);
  }

  /**
   * The real folders that the files lie in, as they are now. A file that has vanished since it was
   * mapped costs its own source, not the site.
   */
  public Set<Path> folders() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    FileCursor file = table.cursor();
    for (int start : table.runs()) {
      file = table.moved(file, start);
      if (file.isLink()) {
        Path location = Path.of(file.location());
        if (Files.exists(location)) {
          folders.add(location.toRealPath().getParent());
        }
      } else {
        Path folder = Path.of(file.location()).getParent();
        if (Files.isDirectory(folder)) {
          folders.add(folder.toRealPath());
        }
      }
    }
    return folders;
  }

  /**
   * All files of each source by its name, also those that its view leaves out: SQL may name their
   * keys.
   */
  public Map<String, FileList> bySource() {
    return table.bySource();
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

  /** Whether a source gives no row and no download, as its filter cannot be trusted. */
  public boolean isClosed(String name) {
    return source(name)
        .filter(each -> NOTHING.equals(each.rowFilter()) && each.access() == FileAccess.NONE)
        .isPresent();
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
          open
              ? source
              : new SourceFiles(
                  source.name(),
                  NOTHING,
                  FileAccess.NONE,
                  source.unionMode(),
                  source.levels().stream().map(level -> level.closed(close)).toList(),
                  null));
    }
    return new DataMap(
        FileTable.of(files().stream().map(close).toList()), all, statistics, proxied);
  }

  /**
   * Writes the files to a new store. The sources' settings are the project's and are not stored.
   */
  public void write(Path store, Map<String, String> meta) {
    DataMapStore.write(
        store, files().stream().map(DataMap::stored).iterator(), table.parts(), meta);
    ProxiedStore.write(store, proxied.all().stream().map(ProxiedFile::stored).toList());
  }

  private static StoredFile stored(MappedFile file) {
    FileIdentity identity = file.identity();
    return new StoredFile(
        file.source(),
        file.httpPath(),
        file.location().toString(),
        file.rowFilter(),
        identity.size(),
        identity.modifiedNanos(),
        identity.changedNanos(),
        identity.inode(),
        file.version(),
        file.rows());
  }
}
