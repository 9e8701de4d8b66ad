package ducksite.engine.datamap;

import ducksite.api.manifest.VirtualParquetFile;
import ducksite.engine.parquet.NotParquetException;
import ducksite.engine.parquet.ParquetSchema;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one source while they are being found; each is checked, and all that is wrong is
 * reported.
 */
final class FoundFiles {

  private static final String ROOT = "data/";
  private static final String LOCAL = "file";

  private final Path projectRoot;
  private final FileSource source;
  private final Problems problems;
  private final Map<String, Path> taken = new HashMap<>();
  private final List<MappedFile> files = new ArrayList<>();
  private boolean failed;

  FoundFiles(Path projectRoot, FileSource source, Problems problems) {
    this.projectRoot = projectRoot;
    this.source = source;
    this.problems = problems;
  }

  List<MappedFile> files() {
    return files;
  }

  /** Whether something was wrong, so that having no files is no news. */
  boolean hasFailed() {
    return failed;
  }

  /** Adds a file that a pattern matched. */
  void add(String httpPath, Path file) {
    add(httpPath, file, null, null);
  }

  /** Adds a file of a manifest; a path that is not below {@code data/} goes below the prefix. */
  void add(String prefix, VirtualParquetFile file) {
    String httpPath = file.httpPath().startsWith(ROOT) ? file.httpPath() : prefix + file.httpPath();
    if (!LOCAL.equals(file.location().getScheme())) {
      fail(
          "data/location-scheme",
          "plugin",
          "'"
              + httpPath
              + "' lies at '"
              + file.location().getScheme()
              + ":', which no plugin of this site reads",
          "return the path of a local file");
      return;
    }
    add(
        httpPath,
        Path.of(file.location()),
        file.rowFilter().orElse(null),
        file.version().orElse(null));
  }

  /** Reports what is wrong with the source. */
  void fail(String code, String key, String message, @Nullable String hint) {
    failed = true;
    problems.add(source.position(key).error(code, source.label() + ": " + message, hint));
  }

  private void add(
      String httpPath, Path file, @Nullable String rowFilter, @Nullable String version) {
    if (!httpPath.startsWith(ROOT)) {
      fail(
          "data/outside-data",
          key(),
          "'" + httpPath + "' is not below data/, where clients find files",
          "let the pattern start with data/");
      return;
    }
    Path other = taken.putIfAbsent(httpPath, file);
    if (other != null) {
      fail(
          "data/duplicate-path",
          key(),
          "'" + httpPath + "' occurs twice, for " + other + " and " + file,
          "give one another path");
      return;
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      ParquetSchema footer = ParquetSchema.read(file);
      files.add(
          new MappedFile(
              DataMapBuilder.nameOf(source),
              httpPath,
              file,
              source.name() == null ? Predicates.and(source.rowFilter(), rowFilter) : rowFilter,
              FileIdentity.of(file),
              version,
              new FileFacts(footer.rows(), footer.schema(), Files.isSymbolicLink(file))));
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

  private String key() {
    return source.plugin() != null
        ? "plugin"
        : source.upstreamGlob() != null ? "upstream_glob" : "pattern";
  }

  private String display(Path file) {
    return file.startsWith(projectRoot) ? projectRoot.relativize(file).toString() : file.toString();
  }
}
