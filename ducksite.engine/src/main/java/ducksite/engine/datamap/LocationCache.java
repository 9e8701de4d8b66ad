package ducksite.engine.datamap;

import ducksite.api.location.LocationReader;
import ducksite.api.location.LocationStat;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Local copies of files that lie elsewhere, such as {@code s3:}, fetched through the plugins that
 * read their schemes. A copy belongs to one version of its file, is made whole or not at all, and
 * is taken up again where it was interrupted. Safe for use by several threads.
 */
final class LocationCache {

  private static final Duration UNUSED = Duration.ofHours(24);
  private static final int THREADS = 4;
  private static final String PARTIAL = ".part";

  private final PluginHost plugins;
  private final Path folder;
  private final long maxBytes;
  private final Map<String, Provider<LocationReader>> readers = new HashMap<>();
  private long reserved;

  /**
   * A cache.
   *
   * @param folder holds one folder for each scheme
   * @param maxBytes the copies of one scheme may take
   */
  LocationCache(PluginHost plugins, Path folder, long maxBytes) {
    this.plugins = plugins;
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** What became of each location, fetched several at once. */
  Map<URI, Fetched> fetchAll(List<VirtualParquetFile> files, Consumer<String> progress) {
    Map<URI, Future<Fetched>> running = new LinkedHashMap<>();
    Map<URI, Fetched> fetched = new LinkedHashMap<>();
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (VirtualParquetFile file : files) {
        running.computeIfAbsent(
            file.location(),
            location ->
                threads.submit(
                    () -> {
                      Fetched result = tryFetch(location, file.version().orElse(null));
                      progress.accept("fetched " + done.incrementAndGet() + " of " + files.size());
                      return result;
                    }));
      }
    }
    running.forEach((location, future) -> fetched.put(location, future.resultNow()));
    return fetched;
  }

  private Fetched tryFetch(URI location, @Nullable String version) {
    try {
      return new Fetched.Copy(fetch(location, version));
    } catch (LocationException e) {
      return new Fetched.Failure(e);
    }
  }

  /**
   * The local copy of a file, fetched when it is not there.
   *
   * @param version as the manifest tells it; null when the plugin has to be asked
   */
  Path fetch(URI location, @Nullable String version) throws LocationException {
    String scheme = String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
    Provider<LocationReader> reader = reader(scheme);
    Path own = folder.resolve(scheme);
    try {
      if (version != null) {
        Path known = copy(own, location, version);
        if (Files.isRegularFile(known)) {
          return used(known);
        }
      }
      LocationStat stat = stat(reader, location);
      Path copy = copy(own, location, stat.version());
      if (Files.isRegularFile(copy) && Files.size(copy) == stat.size()) {
        return used(copy);
      }
      Files.createDirectories(own);
      reserve(own, stat.size());
      try {
        new LocationDownload(reader, location).to(copy, partial(copy), stat);
      } finally {
        release(stat.size());
      }
      return copy;
    } catch (PluginException e) {
      throw new LocationException(e.code(), e.getMessage(), e.hint(), e);
    } catch (IOException e) {
      throw new LocationException(
          "data/location-unreadable",
          "'" + location + "' cannot be copied: " + e.getMessage(),
          "check the disk and the connection",
          e);
    }
  }

  static LocationStat stat(Provider<LocationReader> reader, URI location) {
    return reader.call(CallKind.LOCATION, (plugin, cancellation) -> plugin.stat(location));
  }

  /** The name tells the file and its version, so a copy is never mistaken for another. */
  private static Path copy(Path own, URI location, String version) {
    String name = new Digest().add(location.toString()).hex().substring(0, 32);
    String edition = new Digest().add(version).hex().substring(0, 16);
    return own.resolve(name + "-" + edition + ".parquet");
  }

  private static Path partial(Path copy) {
    return copy.resolveSibling(copy.getFileName() + PARTIAL);
  }

  /** The age of a copy counts from its last use. */
  private static Path used(Path copy) throws IOException {
    Path mark = copy.resolveSibling(copy.getFileName() + ".used");
    if (Files.exists(mark)) {
      Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
    } else {
      Files.createFile(mark);
    }
    return copy;
  }

  /** Fails when no plugin reads a location's scheme. */
  void checkReadable(URI location) throws LocationException {
    reader(String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT));
  }

  private synchronized Provider<LocationReader> reader(String scheme) throws LocationException {
    Provider<LocationReader> known = readers.get(scheme);
    if (known != null) {
      return known;
    }
    try {
      Optional<Provider<LocationReader>> found = LocationReads.find(plugins, scheme);
      if (found.isPresent()) {
        readers.put(scheme, found.get());
        return found.get();
      }
    } catch (PluginException e) {
      throw new LocationException(e.code(), e.getMessage(), e.hint(), e);
    }
    throw new LocationException(
        "data/location-scheme",
        "it lies at '" + scheme + ":', which no plugin of this site reads",
        "add a plugin with a LocationReader for it, or return the path of a local file",
        null);
  }

  private synchronized void reserve(Path own, long bytes) throws IOException, LocationException {
    List<Path> copies = new ArrayList<>();
    long total = reserved + bytes;
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().endsWith(".used")) {
          copies.add(file);
          total += Files.size(file);
        }
      }
    }
    Map<Path, FileTime> ages = new HashMap<>();
    for (Path copy : copies) {
      ages.put(copy, age(copy));
    }
    copies.sort(Comparator.comparing(ages::get));
    FileTime oldest = FileTime.from(Instant.now().minus(UNUSED));
    for (Path copy : copies) {
      if (total > maxBytes && ages.get(copy).compareTo(oldest) < 0) {
        total -= Files.size(copy);
        Files.deleteIfExists(copy);
        Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + ".used"));
      }
    }
    if (total > maxBytes) {
      throw new LocationException(
          "data/location-too-large",
          "copies of " + total + " bytes would be more than the " + maxBytes + " allowed",
          "raise [cache] location_bytes, or name fewer files",
          null);
    }
    reserved += bytes;
  }

  private synchronized void release(long bytes) {
    reserved -= bytes;
  }

  private static FileTime age(Path copy) throws IOException {
    Path mark = copy.resolveSibling(copy.getFileName() + ".used");
    return Files.getLastModifiedTime(Files.exists(mark) ? mark : copy);
  }
}
