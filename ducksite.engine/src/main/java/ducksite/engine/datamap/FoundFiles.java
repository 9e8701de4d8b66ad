package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of one source while they are being found; each is checked, and all that is wrong is
 * reported.
 */
final class FoundFiles {

  private static final String ROOT = "data/";
  private static final String LOCAL = "file";

  private final FileSource source;
  private final LocationCache locations;
  private final FileTable former;
  private final FoundProblems problems;
  private final Map<String, Object> taken = new HashMap<>();
  private final Map<String, VirtualParquetFile> toldByPath = new HashMap<>();
  private final FileTableBuilder inOrder = new FileTableBuilder();
  private final List<MappedFile> others = new ArrayList<>();
  private final List<ProxiedFile> proxied = new ArrayList<>();

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
    this.locations = locations;
    this.source = source;
    this.problems = new FoundProblems(projectRoot, source, problems);
  }

  /** The files, packed. To be called once, at the end. */
  FileTable table() {
    return inOrder
        .build()
        .and(
            FileTable.of(others),
            (file, twin) ->
                problems.reportTwice(file.httpPath(), file.location(), twin.location()));
  }

  /** The files that stay where they are. */
  List<ProxiedFile> proxied() {
    return proxied;
  }

  /** Whether something was wrong, so that having no files is no news. */
  boolean hasFailed() {
    return problems.hasFailed();
  }

  /** What an earlier build has found. */
  FileTable former() {
    return former;
  }

  /** Adds what a pattern matched. */
  void add(FileLook look) {
    if (look instanceof FileLook.Found found && isBelowData(found.httpPath())) {
      MappedFile file = mapped(found, null);
      if (inOrder.isNext(found.httpPath())) {
        inOrder.add(file);
      } else {
        others.add(file);
      }
    } else if (look instanceof FileLook.Failed failed
        && !(failed.why() instanceof NoSuchFileException)) {
      problems.report(failed);
    }
  }

  /** Adds the files of a manifest; those that lie elsewhere are fetched first, several at once. */
  void add(String prefix, List<VirtualParquetFile> manifest, Consumer<String> progress) {
    Map<URI, Fetched> fetched = locations.fetchAll(remote(manifest), progress);
    try (OrderedWork<Told, FileLook> work =
        new OrderedWork<>(
            file -> FileLook.at(file.httpPath(), file.local(), former, link -> true),
            this::addTold)) {
      for (VirtualParquetFile file : manifest) {
        told(prefix, file, fetched).ifPresent(work::add);
      }
      work.finish();
    }
    toldByPath.clear();
  }

  /** A file of a manifest and where its bytes are. */
  private record Told(String httpPath, Path local) {}

  private void addTold(FileLook look) {
    switch (look) {
      case FileLook.Found found -> {
        VirtualParquetFile told = Objects.requireNonNull(toldByPath.get(found.httpPath()));
        others.add(mapped(found, told));
      }
      case FileLook.Failed failed -> problems.report(failed);
      case FileLook.Nothing nothing -> problems.reportMissing(nothing.httpPath(), nothing.file());
      case FileLook.Outside _ -> throw new IllegalStateException("a manifest may name any place");
    }
  }

  private MappedFile mapped(FileLook.Found found, @Nullable VirtualParquetFile told) {
    MappedFile mapped =
        new MappedFile(
            DataMapBuilder.nameOf(source),
            found.httpPath(),
            found.file(),
            told == null ? null : told.rowFilter().orElse(null),
            found.identity(),
            told == null ? null : told.version().orElse(null),
            found.facts(),
            told == null ? Map.of() : told.partitions());
    return source.name() == null
        ? mapped.withRowFilter(DescribedSource.filterOf(source, mapped))
        : mapped;
  }

  /** Adds a file as an earlier build has found it. */
  void keep(MappedFile file) {
    if (Files.isRegularFile(file.location())) {
      others.add(file);
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

  /** A file of a manifest; a path that is not below {@code data/} goes below the prefix. */
  private Optional<Told> told(String prefix, VirtualParquetFile file, Map<URI, Fetched> fetched) {
    String httpPath = file.httpPath().startsWith(ROOT) ? file.httpPath() : prefix + file.httpPath();
    if (file.isProxied()) {
      addProxied(httpPath, file);
      return Optional.empty();
    }
    @Nullable Path local =
        isLocal(file)
            ? local(httpPath, file.location())
            : copied(httpPath, fetched.get(file.location()));
    if (local == null || !isFree(httpPath, local)) {
      return Optional.empty();
    }
    toldByPath.put(httpPath, file);
    return Optional.of(new Told(httpPath, local));
  }

  private void addProxied(String httpPath, VirtualParquetFile file) {
    boolean filtered =
        source.rowFilter() != null
            || file.rowFilter().isPresent()
            || source.levels().stream().anyMatch(level -> level.rowFilter() != null);
    if (filtered) {
      problems.fail(
          "source/proxy-row-filter",
          source.rowFilter() != null ? "row_filter" : problems.key(),
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
        problems.fail(e.code(), "plugin", "'" + httpPath + "': " + e.getMessage(), e.hint());
      }
    }
  }

  private @Nullable Path local(String httpPath, URI location) {
    try {
      return Path.of(location).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      problems.fail(
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
        problems.fail(why.code(), "plugin", "'" + httpPath + "': " + why.getMessage(), why.hint());
        yield null;
      }
    };
  }

  /** Whether a path is where clients find files and nothing else has it; else that is reported. */
  private boolean isFree(String httpPath, Object place) {
    if (!isBelowData(httpPath)) {
      return false;
    }
    Object other = taken.putIfAbsent(httpPath, place);
    if (other != null) {
      problems.reportTwice(httpPath, other, place);
    }
    return other == null;
  }

  private boolean isBelowData(String httpPath) {
    boolean below = httpPath.startsWith(ROOT);
    if (!below) {
      problems.fail(
          "data/outside-data",
          problems.key(),
          "'" + httpPath + "' is not below data/, where clients find files",
          "let the pattern start with data/");
    }
    return below;
  }

  /** Reports what is wrong with the source. */
  void fail(String code, String key, String message, @Nullable String hint) {
    problems.fail(code, key, message, hint);
  }

  /** A failure at a place of its own. */
  void fail(String code, Position place, String message, @Nullable String hint) {
    problems.fail(code, place, message, hint);
  }

  /** Reports how many problems were not told one by one. To be called once, at the end. */
  void summarize() {
    problems.summarize();
  }
}
