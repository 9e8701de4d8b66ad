package ducksite.engine.model;

import ducksite.api.render.ResultColumn;
import ducksite.engine.datamap.EnginePath;
import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.FilteredFiles;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.datamap.SourceLevel;
import ducksite.engine.project.UnionMode;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One level of a hierarchy, to be compared with another.
 *
 * @param label its pattern
 * @param whole its rows, without the filter that parts it from other levels by the period
 * @param shown its rows as the source's view has them
 * @param columns names and types
 */
record RollupLevel(String label, String whole, String shown, List<ResultColumn> columns) {

  /** The queries of a level. */
  static String whole(SourceFiles source, SourceLevel level, @Nullable String period) {
    boolean window =
        period != null && level.rowFilter() != null && mentions(level.rowFilter(), period);
    return query(source, window ? new SourceLevel(null, null, level.files()) : level);
  }

  static String query(SourceFiles source, SourceLevel level) {
    SourceFiles alone =
        new SourceFiles(
            source.name(),
            source.rowFilter(),
            source.access(),
            source.unionMode(),
            List.of(new SourceLevel(null, level.rowFilter(), level.files())),
            null);
    boolean byName = source.unionMode() == UnionMode.UNION_ALL_BY_NAME;
    return alone.parts().stream()
        .map(part -> scan(part, byName))
        .collect(Collectors.joining(byName ? "\nUNION ALL BY NAME\n" : "\nUNION ALL\n"));
  }

  private static String scan(FilteredFiles part, boolean byName) {
    String paths =
        part.files().stream()
            .map(file -> EnginePath.literal(file.location()))
            .collect(Collectors.joining(", "));
    String options =
        (byName ? ", union_by_name = true" : "")
            + (EnginePath.hidesFolders(FileList.of(part.files()), "")
                ? ", hive_partitioning = false"
                : "");
    String scan = "SELECT * FROM read_parquet([" + paths + "]" + options + ")";
    return part.filter() == null ? scan : scan + "\nWHERE (" + part.filter() + "\n)";
  }

  private static boolean mentions(String filter, String column) {
    for (SqlToken token : SqlTokenizer.significant(filter)) {
      boolean name =
          token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_IDENTIFIER;
      if (name && SqlText.unquoted(token.text(filter)).equalsIgnoreCase(column)) {
        return true;
      }
    }
    return false;
  }

  /** The type of a column, or null. */
  @Nullable String type(String column) {
    return columns.stream()
        .filter(each -> each.name().equalsIgnoreCase(column))
        .map(ResultColumn::sqlType)
        .findFirst()
        .orElse(null);
  }
}
