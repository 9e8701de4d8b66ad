package ducksite.engine.datamap;

import ducksite.engine.sql.SqlText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The path of one file as DuckDB's readers take it. They expand wildcards in every path that they
 * are given, so that a file named {@code *.parquet} would stand for its neighbours, whatever their
 * filters; here each wildcard stands for itself.
 */
public final class EnginePath {

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

  private EnginePath() {}

  /**
   * What keeps a reader from taking a folder such as {@code year=2024} for a column when only the
   * place on this machine has it: an option after a comma, or empty.
   *
   * @param keys what the files are called here
   * @param options what the call says already
   */
  public static String ownColumns(Collection<String> keys, Collection<Path> files, String options) {
    boolean hidden =
        files.stream().anyMatch(file -> file.toString().indexOf('=') >= 0)
            && keys.stream().noneMatch(key -> key.indexOf('=') >= 0)
            && !options.contains("hive_partitioning");
    return hidden ? ", hive_partitioning = false" : "";
  }

  /** {@link #ownColumns} for packed files: whether the option is needed. */
  public static boolean hidesFolders(FileList files, String options) {
    boolean[] found = {false, false};
    files.eachRun(
        (file, _) -> {
          found[0] |= file.locationHas('=');
          found[1] |= file.keyHas('=');
        });
    return found[0] && !found[1] && !options.contains("hive_partitioning");
  }

  /** The path as a reader takes it. */
  public static String plain(Path file) {
    return WILDCARD.matcher(file.toString()).replaceAll("[$0]");
  }

  /** The path as a string literal of SQL. */
  public static String literal(Path file) {
    return SqlText.literal(plain(file));
  }
}
