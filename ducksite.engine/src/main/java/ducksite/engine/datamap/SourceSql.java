package ducksite.engine.datamap;

import java.nio.file.Path;
import java.util.List;

/** The SQL over single files that this room needs itself. */
final class SourceSql {

  private SourceSql() {}

  /**
   * The rows of a file that a predicate keeps; the line break ends a comment that the predicate may
   * end with.
   */
  static String filtered(MappedFile mapped, String predicate) {
    Path file = mapped.location();
    return "SELECT * FROM read_parquet("
        + EnginePath.literal(file)
        + EnginePath.ownColumns(List.of(mapped.httpPath()), List.of(file), "")
        + ")\nWHERE ("
        + predicate
        + "\n)";
  }
}
