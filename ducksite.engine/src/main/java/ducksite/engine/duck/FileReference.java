package ducksite.engine.duck;

import java.util.List;

/**
 * One occurrence of files in a statement: a call of a file function, or a path in the place of a
 * table.
 *
 * @param function the file function, lower case; for a path in the place of a table the one that
 *     DuckDB would choose
 * @param paths as written; together with the parameters at least one
 * @param parameters names of the parameters that hold paths, where the check let them
 * @param start offset of the function's name or of the path's quote
 * @param end offset behind the call's closing parenthesis or the path's quote; an alias is not part
 *     of it
 */
public record FileReference(
    String function, List<String> paths, List<String> parameters, int start, int end) {

  public FileReference {
    paths = List.copyOf(paths);
    parameters = List.copyOf(parameters);
  }

  /** A reference to constant paths. */
  public FileReference(String function, List<String> paths, int start, int end) {
    this(function, paths, List.of(), start, end);
  }

  /**
   * Whether the function tells about the files instead of reading their rows: refused over a
   * filtered source.
   */
  public boolean metadata() {
    return SqlVerdicts.shipped().tableFunction(function) == SqlVerdicts.Verdict.METADATA;
  }
}
