package ducksite.engine.datamap;

import ducksite.engine.sql.SqlText;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The path of one file as DuckDB's readers take it. They expand wildcards in every path that they
 * are given, so that a file named {@code *.parquet} would stand for its neighbours, whatever their
 * filters; here each wildcard stands for itself.
 */
public final class EnginePath {

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

  private EnginePath() {}

  /** The path as a string literal of SQL. */
  public static String literal(Path file) {
    return SqlText.literal(WILDCARD.matcher(file.toString()).replaceAll("[$0]"));
  }
}
