package ducksite.engine.datamap;

import ducksite.engine.parquet.NotParquetException;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Position;
import ducksite.engine.project.Problems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is wrong with the files of one source, each kind told a few times and then counted. */
final class FoundProblems {

  /** Problems of one kind that are told one by one; those beyond are counted. */
  private static final int TOLD = 20;

  private final Path projectRoot;
  private final FileSource source;
  private final Problems problems;
  private final Map<String, Integer> told = new TreeMap<>();
  private boolean failed;

  FoundProblems(Path projectRoot, FileSource source, Problems problems) {
    this.projectRoot = projectRoot;
    this.source = source;
    this.problems = problems;
  }

  boolean hasFailed() {
    return failed;
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

  void reportMissing(String httpPath, Path file) {
    fail(
        "data/missing-file",
        key(),
        "'" + httpPath + "' stands for " + display(file) + ", which does not exist",
        "check the path");
  }

  void report(FileLook.Failed look) {
    String file = display(look.file());
    String why = look.why().getMessage();
    switch (look.why()) {
      case NoSuchFileException _ -> reportMissing(look.httpPath(), look.file());
      case NotParquetException _ ->
          fail(
              "data/not-parquet",
              key(),
              file + " is not Parquet: " + why,
              "write it again, or leave it out of the pattern");
      default ->
          fail(
              "data/file-unreadable",
              key(),
              file + " cannot be read: " + why,
              "check its permissions");
    }
  }

  void reportTwice(String httpPath, Object place, Object other) {
    fail(
        "data/duplicate-path",
        key(),
        "'" + httpPath + "' occurs twice, for " + place + " and " + other,
        "give one another path");
  }

  String key() {
    return source.plugin() != null
        ? "plugin"
        : source.upstreamGlob() != null ? "upstream_glob" : "pattern";
  }

  private String display(Path file) {
    return file.startsWith(projectRoot) ? projectRoot.relativize(file).toString() : file.toString();
  }
}
