package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.engine.parquet.NotParquetException;
import ducksite.engine.parquet.ParquetSchema;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of one source while they are being found; each is checked, and all that is wrong is
 * reported.
 */
final class FoundFiles {

  private static final String ROOT = "data/";
  private static final String LOCAL = "file";

  /** Problems of one kind that are told one by one; those beyond are counted. */
  private static final int TOLD = 20;

  private final Path projectRoot;
  private final FileSource source;
  private final LocationCache locations;
  private final FileTable former;
  private final Problems problems;
  private final Map<String, Integer> told = new TreeMap<>();
  private final Map<String, Object> taken = new HashMap<>();
  private final List<MappedFile> files = new ArrayList<>();
  private final List<ProxiedFile> proxied = new ArrayList<>();
  private boolean failed;

  /**
   * @param former what an earlier build has found
   */
  FoundFiles(
      Path projectRoot,
      FileSource source,
      LocationCache locations,
      FileTable former,
      Problems problems) {
    this.former = former;
    this.projectRoot = projectRoot;
    this.locations = locations;
    this.source = source;
    this.problems = problems;
  }

  List<MappedFile> files() {
    return files;
  }

  /** The files that stay where they are. */
  List<ProxiedFile> proxied() {
    return proxied;
  }

  /** Whether something was wrong, so that having no files is no news. */
  boolean hasFailed() {
    return failed;
  }

  /** Adds a file that a pattern matched. */
  void add(String httpPath, Path file) {
    add(httpPath, file, null, null);
  }

  /** Adds the files of a manifest; those that lie elsewhere are fetched first, several at once. */
  void add(String prefix, List<VirtualParquetFile> manifest, Consumer<String> progress) {
    Map<URI, Fetched> fetched = locations.fetchAll(remote(manifest), progress);
    for (VirtualParquetFile file : manifest) {
      add(prefix, file, fetched);
    }
  }

  /** Adds a file as an earlier build has found it. */
  void keep(MappedFile file) {
    if (Files.isRegularFile(file.location())) {
      files.add(file);
    }
  }

  /** Adds a file as an earlier build has found it. */
  void keep(ProxiedFile file) {
    proxied.add(file);
  }

  private static List<VirtualParquetFile> remote(List<VirtualParquetFile> manifest) {
    return manifest.stream().filter(file -> !isLocal(file) && !file.isProxied()).toList();
  }

  private static boolean isLocal(VirtualParquetFile file) {
    return LOCAL.equalsIgnoreCase(file.location().getScheme());
  }

  /** Adds a file of a manifest; a path that is not below {@code data/} goes below the prefix. */
  private void add(String prefix, VirtualParquetFile file, Map<URI, Fetched> fetched) {
    String httpPath = file.httpPath().startsWith(ROOT) ? file.httpPath() : prefix + file.httpPath();
    if (file.isProxied()) {
      addProxied(httpPath, file);
      return;
    }
    @Nullable Path local =
        isLocal(file)
            ? local(httpPath, file.location())
            : copied(httpPath, fetched.get(file.location()));
    if (local != null) {
      add(httpPath, local, file.rowFilter().orElse(null), file.version().orElse(null));
    }
  }

  private void addProxied(String httpPath, VirtualParquetFile file) {
    boolean filtered =
        source.rowFilter() != null
            || file.rowFilter().isPresent()
            || source.levels().stream().anyMatch(level -> level.rowFilter() != null);
    if (filtered) {
      fail(
          "source/proxy-row-filter",
          source.rowFilter() != null ? "row_filter" : key(),
          "a row filter cannot hold for '"
              + httpPath
              + "': it stays where it is and is sent as it is",
          "remove the filter, or let the plugin copy the file, as with mode = \"cache\"");
      return;
    }
    if (isFree(httpPath, file.location())) {
      try {
        locations.checkReadable(file.location());
        proxied.add(new ProxiedFile(DataMapBuilder.nameOf(source), httpPath, file.location()));
      } catch (LocationException e) {
        fail(e.code(), "plugin", "'" + httpPath + "': " + e.getMessage(), e.hint());
      }
    }
  }

  private @Nullable Path local(String httpPath, URI location) {
    try {
      return Path.of(location).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      fail(
          "data/location-scheme",
          "plugin",
          "'" + httpPath + "' has the location '" + location + "', which is no local file",
          "write file:/ and an absolute path");
      return null;
    }
  }

  private @Nullable Path copied(String httpPath, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Copy copy -> copy.file();
      case Fetched.Failure failure -> {
        LocationException why = failure.why();
        fail(why.code(), "plugin", "'" + httpPath + "': " + why.getMessage(), why.hint());
        yield null;
      }
    };
  }

  /** Reports what is wrong with the source. */
  void fail(String code, String key, String message, @Nullable String hint) {
    fail(code, source.position(key), message, hint);
  }

  /** A failure at a place of its own. */
  void fail(String code, Position place, String message, @Nullable String hint) {
    failed = true;
    if (told.merge(code, 1, Integer::sum) <= TOLD) {
      problems.add(place.error(code, source.label() + ": " + message, hint));
    }
  }

  /** Reports how many problems were not told one by one. To be called once, at the end. */
  void summarize() {
    told.forEach(
        (code, count) -> {
          if (count > TOLD) {
            problems.add(
                source
                    .position(key())
                    .error(
                        code,
                        source.label() + ": " + (count - TOLD) + " more problems of this kind",
                        "correct those above first"));
          }
        });
  }

  private void add(
      String httpPath, Path file, @Nullable String rowFilter, @Nullable String version) {
    if (!isFree(httpPath, file)) {
      return;
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      // Before the footer: of a file that changes meanwhile, the next build reads it again.
      FileIdentity identity = FileIdentity.of(file);
      MappedFile mapped =
          new MappedFile(
              DataMapBuilder.nameOf(source),
              httpPath,
              file,
              rowFilter,
              identity,
              version,
              facts(httpPath, file, identity));
      files.add(
          source.name() == null
              ? mapped.withRowFilter(DescribedSource.filterOf(source, mapped))
              : mapped);
    } catch (NoSuchFileException e) {
      fail(
          "data/missing-file",
          key(),
          "'" + httpPath + "' stands for " + display(file) + ", which does not exist",
          "check the path");
    } catch (NotParquetException e) {
      fail(
          "data/not-parquet",
          key(),
          display(file) + " is not Parquet: " + e.getMessage(),
          "write it again, or leave it out of the pattern");
    } catch (IOException e) {
      fail(
          "data/file-unreadable",
          key(),
          display(file) + " cannot be read: " + e.getMessage(),
          "check its permissions");
    }
  }

  /** What an earlier build has read, where the file is still the same; else a look into it. */
  private FileFacts facts(String httpPath, Path file, FileIdentity identity) throws IOException {
    Optional<MappedFile> known =
        former
            .find(httpPath)
            .filter(each -> each.facts().isKnown() && each.identity().equals(identity))
            .filter(each -> each.location().equals(file));
    if (known.isPresent()) {
      return known.get().facts();
    }
    ParquetSchema footer = ParquetSchema.read(file);
    return new FileFacts(footer.rows(), footer.schema(), Files.isSymbolicLink(file));
  }

  /** Whether a path is where clients find files and nothing else has it; else that is reported. */
  private boolean isFree(String httpPath, Object place) {
    if (!httpPath.startsWith(ROOT)) {
      fail(
          "data/outside-data",
          key(),
          "'" + httpPath + "' is not below data/, where clients find files",
          "let the pattern start with data/");
      return false;
    }
    Object other = taken.putIfAbsent(httpPath, place);
    if (other != null) {
      fail(
          "data/duplicate-path",
          key(),
          "'" + httpPath + "' occurs twice, for " + other + " and " + place,
          "give one another path");
    }
    return other == null;
  }

  private String key() {
    return source.plugin() != null
        ? "plugin"
        : source.upstreamGlob() != null ? "upstream_glob" : "pattern";
  }

  private String display(Path file) {
    return file.startsWith(projectRoot) ? projectRoot.relativize(file).toString() : file.toString();
  }
}
