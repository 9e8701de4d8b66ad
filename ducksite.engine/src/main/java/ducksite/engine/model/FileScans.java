package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.Digest;
import ducksite.engine.datamap.EnginePath;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.PrunedFiles;
import ducksite.engine.sql.Condition;
import ducksite.engine.sql.SqlText;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the scans of a site's files: one for each list of files that share a filter. */
final class FileScans {

  /** The longest list that an artefact spells out. */
  private static final int LISTED = 1000;

  private static final int ID_DIGITS = 16;

  private final DataMap map;
  private final Expressions expressions;

  FileScans(DataMap map, Expressions expressions) {
    this.map = map;
    this.expressions = expressions;
  }

  /**
   * A scan.
   *
   * @param files of the map, at least one
   * @param filter predicate of every row, null for none
   * @param byName whether columns meet by name where files differ
   * @param options further arguments of the reader, each after a comma, or empty
   * @param condition what the query around says about the rows that matter
   */
  FileScan scan(
      List<MappedFile> files,
      @Nullable String filter,
      boolean byName,
      String options,
      Condition condition) {
    FileList list = map.listOf(files);
    boolean hidden = EnginePath.hidesFolders(list, options);
    // What an author's options make of the columns is not for us to guess.
    boolean known = options.isBlank();
    Condition rows = filter == null ? new Condition.Unknown() : expressions.condition(filter);
    Condition all = known ? Condition.and(rows, condition) : new Condition.Unknown();
    String id = id(list, filter, byName, options, all);
    String own = (hidden ? ", hive_partitioning = false" : "") + options;
    boolean several = byName && list.size() > 1 && !options.contains("union_by_name");
    // The line break ends a comment that a filter may end with.
    String end = own + ")" + (filter == null ? "" : "\nWHERE (" + filter + "\n)");
    return new FileScan(
        id,
        new PrunedFiles(list, map.statistics(), !hidden),
        all,
        "SELECT * FROM read_parquet("
            + listed(list)
            + (several ? ", union_by_name = true" : "")
            + end,
        "SELECT * FROM read_parquet($"
            + FileScan.filesParameter(id)
            + (several ? ", union_by_name = $" + FileScan.unionParameter(id) : "")
            + end,
        known ? new FileScan.Plain(own, filter == null ? null : rows) : null);
  }

  /** What people see of the files: their paths, or how many there are. */
  private static String listed(FileList files) {
    if (files.size() <= LISTED) {
      return files.stream()
          .map(file -> SqlText.literal(file.httpPath()))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String source = files.getFirst().source().replaceAll("[^\\p{Alnum}_ -]", "_");
    return "$files /* " + files.size() + " files of the source " + source + " */";
  }

  private static String id(
      FileList files, @Nullable String filter, boolean byName, String options, Condition all) {
    Digest digest = new Digest();
    digest
        .add(String.valueOf(filter))
        .add(options)
        .add(Boolean.toString(byName))
        .add(all.toString())
        .add(files.getFirst().httpPath());
    StringJoiner places = new StringJoiner(",");
    int first = files.ordinal(0);
    int run = 0;
    for (int index = 1; index < files.size(); index++) {
      // Runs of neighbours as their lengths: most lists are one.
      if (files.ordinal(index) == files.ordinal(index - 1) + 1) {
        run++;
      } else {
        places.add(run + ":" + (files.ordinal(index) - first));
        run = 0;
      }
    }
    return digest.add(places.add(Integer.toString(run)).toString()).hex().substring(0, ID_DIGITS);
  }
}
