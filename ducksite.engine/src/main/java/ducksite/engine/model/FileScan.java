package ducksite.engine.model;

import ducksite.engine.datamap.ChosenFiles;
import ducksite.engine.datamap.EnginePath;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.PrunedFiles;
import ducksite.engine.sql.Condition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One {@code read_parquet} of a compiled query. Its text has parameters in the place of the paths;
 * what they are is decided when the query runs, so that it opens only files that may hold rows for
 * it.
 *
 * @param id what its parameters are called after; equal for equal files, filter and condition
 * @param files what it may read
 * @param condition what is known of the rows that matter
 * @param artefact the SELECT for people, with {@code data/…} paths
 * @param executable the SELECT for DuckDB
 * @param plain what it is besides its files; null when an author's options say more
 */
public record FileScan(
    String id,
    PrunedFiles files,
    Condition condition,
    String artefact,
    String executable,
    @Nullable Plain plain) {

  /**
   * A scan without options of an author.
   *
   * @param options those that the engine added, each after a comma, or empty
   * @param filter what its filter says of a row; null without a filter
   */
  record Plain(String options, @Nullable Condition filter) {}

  private static final String FILES = "ducksite_files_";
  private static final String UNION = "ducksite_union_";

  /** Whether a parameter is one of a scan's. */
  static boolean isOwn(String parameter) {
    return parameter.startsWith(FILES) || parameter.startsWith(UNION);
  }

  /** The parameter that holds the paths. */
  static String filesParameter(String id) {
    return FILES + id;
  }

  /** The parameter that tells whether columns meet by name. */
  static String unionParameter(String id) {
    return UNION + id;
  }

  /** The same scan where fewer rows matter. */
  FileScan narrowed(Condition further) {
    return new FileScan(id, files, Condition.and(condition, further), artefact, executable, plain);
  }

  /** The same scan once it is known what stands in the place of parameters. */
  FileScan filled(Function<String, Condition> named) {
    return new FileScan(id, files, Condition.filled(condition, named), artefact, executable, plain);
  }

  /** The same scan where also the rows matter that another reader of it wants. */
  FileScan or(FileScan other) {
    Condition either = Condition.any(List.of(condition, other.condition()));
    return new FileScan(id, files, either, artefact, executable, plain);
  }

  /** The files that a query with these parameters reads. */
  FileList read(Map<String, ?> parameters) {
    return choice(parameters).files();
  }

  /** The same files, and whether any of them can hold a row for the query. */
  ChosenFiles choice(Map<String, ?> parameters) {
    return files.keeping(condition, parameters);
  }

  /** Puts the values of the scan's own parameters beside those of the query. */
  void bind(Map<String, ?> parameters, Map<String, Object> values) {
    bind(read(parameters), values);
  }

  /** The same for a query of which only the columns are asked. */
  void bindColumns(Map<String, Object> values) {
    bind(files.deciding(), values);
  }

  /** The same for files that have been chosen already. */
  void bind(FileList list, Map<String, Object> values) {
    values.put(filesParameter(id), paths(list));
    values.put(unionParameter(id), !files.haveOneSchema());
  }

  /** The paths of files as a reader takes them. */
  static List<Object> paths(FileList list) {
    List<Object> paths = new ArrayList<>(list.size());
    list.each(file -> paths.add(EnginePath.plain(Path.of(file.location()))));
    return paths;
  }
}
