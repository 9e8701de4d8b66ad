package ducksite.engine.datamap;

import java.nio.file.Path;

/** The SQL over single files that this room needs itself. */
final class SourceSql {

  private SourceSql() {}

  /**
   * The rows of a file that a predicate keeps; the line break ends a comment that the predicate may
   * end with.
   */
  static String filtered(Path file, String predicate) {
    return "SELECT * FROM read_parquet("
        + EnginePath.literal(file)
        + ")\nWHERE ("
        + predicate
        + "\n)";
  }
}
