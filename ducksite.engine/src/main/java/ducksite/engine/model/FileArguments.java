package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.EnginePath;
import ducksite.engine.datamap.Glob;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ProxiedFile;
import ducksite.engine.duck.CheckedSql;
import ducksite.engine.duck.FileReference;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the file names in an author's text, so that DuckDB never does: a key of the data map
 * becomes its filtered view, a file below an allowed folder its real path, anything else is
 * refused.
 */
final class FileArguments {

  private static final Set<String> PARQUET_READERS = Set.of("read_parquet", "parquet_scan");
  private static final Set<String> OTHER_READERS =
      Set.of(
          "read_csv",
          "read_csv_auto",
          "read_json",
          "read_json_auto",
          "read_json_objects",
          "read_json_objects_auto",
          "read_ndjson",
          "read_ndjson_auto",
          "read_ndjson_objects",
          "read_text");
  static final String PROXIED = "source/proxy-not-queryable";
  static final String PROXIED_HINT =
      "let the plugin copy them, as with mode = \"cache\" in [file_sources.options]";
  private static final String MAPPED = "data/";
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}]");

  /** Submissions are also known by their place below {@code static/}. */
  private static final String FORMS = "forms/";

  private static final String STATIC = "static/";

  private final DataMap map;
  private final AllowedFolders allowed;
  private final Expressions expressions;
  private final FileScans scans;
  private final FilteredLocations filtered;

  FileArguments(DataMap map, AllowedFolders allowed, Expressions expressions, FileScans scans) {
    this.scans = scans;
    this.filtered = new FilteredLocations(map);
    this.expressions = expressions;
    this.map = map;
    this.allowed = allowed;
  }

  /** The whole pattern of names that one path stands for, all from the data map or none. */
  Replacement resolve(FileReference reference, CheckedSql checked, Map<String, List<String>> values)
      throws FileRefusedException {
    List<MappedFile> mapped = new ArrayList<>();
    List<Path> plain = new ArrayList<>();
    for (String path : reference.paths()) {
      List<MappedFile> keys = keys(path);
      if (keys.isEmpty()) {
        plain.addAll(allowedFiles(path));
      } else {
        mapped.addAll(keys);
      }
    }
    for (String parameter : reference.parameters()) {
      addOne(parameter, values.getOrDefault(parameter, List.of()), mapped, plain);
    }
    if (!mapped.isEmpty() && !plain.isEmpty()) {
      throw new FileRefusedException(
          "one list mixes paths of the data map with other files",
          "read them by two calls and combine these with UNION ALL BY NAME");
    }
    ReaderCall call = ReaderCall.of(reference, checked.text());
    if (call.showsPaths()) {
      throw new FileRefusedException(
          "the option 'filename' would show where files lie on this machine",
          "leave the option out");
    }
    return mapped.isEmpty()
        ? plain(reference, call, plain)
        : mapped(reference, call, mapped, checked.conditionAt(reference.start()));
  }

  /** The files that the value of a parameter names, each exactly. */
  private void addOne(
      String parameter, List<String> values, List<MappedFile> mapped, List<Path> plain)
      throws FileRefusedException {
    if (values.isEmpty()) {
      throw new FileRefusedException(
          "the parameter '" + parameter + "' names a file and has no default",
          "give it a default: the columns of the answer are known from that file");
    }
    for (String path : values) {
      Optional<MappedFile> exact = map.find(path);
      if (exact.isPresent()) {
        mapped.add(exact.get());
      } else if (WILDCARD.matcher(path).find()) {
        throw new FileRefusedException(
            "the parameter '" + parameter + "' names no single file", "name one file");
      } else {
        requireQueryable(path);
        plain.addAll(allowedFiles(path));
      }
    }
  }

  private Replacement mapped(
      FileReference reference, ReaderCall call, List<MappedFile> files, Condition condition)
      throws FileRefusedException {
    if (!PARQUET_READERS.contains(call.function())) {
      throw new FileRefusedException(
          call.function()
              + " cannot read '"
              + files.getFirst().httpPath()
              + "', a path of the data map",
          "use read_parquet, or the file source's name");
    }
    Map<String, List<MappedFile>> byFilter = new LinkedHashMap<>();
    for (MappedFile file : files) {
      @Nullable String filter = filterOf(file);
      byFilter.computeIfAbsent(filter == null ? "" : filter, key -> new ArrayList<>()).add(file);
    }
    List<FileScan> own = new ArrayList<>();
    byFilter.forEach(
        (filter, list) ->
            own.add(
                scans.scan(
                    list, filter.isEmpty() ? null : filter, true, call.options(), condition)));
    return new Replacement(
        reference.start(),
        reference.end(),
        "(" + SourceViews.union(own, true, FileScan::artefact) + ")",
        "(" + SourceViews.union(own, true, FileScan::executable) + ")",
        files,
        own,
        Set.of(),
        hasVolatileFilter(files));
  }

  /** Whether a filter of the files changes by itself, as with {@code now()}. */
  boolean hasVolatileFilter(List<MappedFile> files) {
    return files.stream()
        .map(this::filterOf)
        .filter(Objects::nonNull)
        .distinct()
        .anyMatch(expressions::isVolatile);
  }

  private @Nullable String filterOf(MappedFile file) {
    return map.sourceOf(file).filterOf(file);
  }

  private Replacement plain(FileReference reference, ReaderCall call, List<Path> files)
      throws FileRefusedException {
    String function = call.function();
    if (!PARQUET_READERS.contains(function) && !OTHER_READERS.contains(function)) {
      throw new FileRefusedException(
          function + " is not available here",
          "read files with read_parquet, read_csv, read_json or read_text");
    }
    String paths = files.stream().map(EnginePath::literal).collect(Collectors.joining(", "));
    String artefactPaths =
        files.stream().map(this::relative).map(SqlText::literal).collect(Collectors.joining(", "));
    ReaderCall own =
        function.equals("read_text")
            ? call
            : call.withOption(
                EnginePath.ownColumns(
                    files.stream().map(this::relative).toList(), files, call.options()));
    Set<String> inputs = new LinkedHashSet<>();
    files.forEach(file -> inputs.add(Inputs.file(file)));
    return new Replacement(
        reference.start(),
        reference.end(),
        "(" + own.query(artefactPaths, files.size()) + ")",
        "(" + own.query(paths, files.size()) + ")",
        List.of(),
        List.of(),
        inputs,
        false);
  }

  private String relative(Path file) {
    Path root = FilteredLocations.realOrSame(allowed.root());
    return file.startsWith(root) ? root.relativize(file).toString() : file.getFileName().toString();
  }

  private List<MappedFile> keys(String path) throws FileRefusedException {
    if (!path.startsWith(MAPPED)) {
      return List.of();
    }
    requireQueryable(path);
    Optional<MappedFile> exact = map.find(path);
    return exact.isPresent() ? List.of(exact.get()) : map.matching(glob(path));
  }

  private void requireQueryable(String path) throws FileRefusedException {
    Optional<ProxiedFile> proxied = map.proxied().find(path);
    if (proxied.isEmpty()) {
      proxied = map.proxied().matching(glob(path));
    }
    if (proxied.isPresent()) {
      throw new FileRefusedException(
          PROXIED,
          "'" + proxied.get().httpPath() + "' stays where it is, so no SQL can read it",
          PROXIED_HINT);
    }
  }

  private List<Path> allowedFiles(String path) throws FileRefusedException {
    if (path.contains("://") || path.startsWith("file:")) {
      throw new FileRefusedException(
          "'" + path + "' is not a file of this project",
          "make it a file source with a plugin that fetches it");
    }
    List<Path> found;
    try {
      found = glob(path).files(allowed.root());
    } catch (IOException e) {
      found = List.of();
    }
    if (found.isEmpty() && path.startsWith(FORMS)) {
      return allowedFiles(STATIC + path);
    }
    if (found.isEmpty()) {
      throw new FileRefusedException(
          "no file source and no file matches '" + path + "'",
          "check the name; paths start at the project's root, as in data/airports.csv");
    }
    List<Path> readable = new ArrayList<>();
    for (Path file : found) {
      Path real =
          allowed
              .readable(file)
              .orElseThrow(
                  () ->
                      new FileRefusedException(
                          "'" + path + "' lies outside the folders that SQL may read",
                          "add its folder to [sql] allow in ducksite.toml, or make it a file"
                              + " source"));
      @Nullable MappedFile hidden = filtered.at(real);
      if (hidden != null) {
        throw new FileRefusedException(
            "'"
                + path
                + "' belongs to the file source '"
                + hidden.source()
                + "', whose row filter it would bypass",
            "read '" + hidden.httpPath() + "' or " + hidden.source() + " instead");
      }
      readable.add(real);
    }
    return readable;
  }

  private static Glob glob(String path) throws FileRefusedException {
    try {
      return Glob.of(path);
    } catch (PatternSyntaxException e) {
      throw new FileRefusedException(
          "'" + path + "' is not a valid pattern: " + e.getDescription(), "close the bracket");
    }
  }
}
