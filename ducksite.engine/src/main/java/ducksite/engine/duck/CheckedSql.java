package ducksite.engine.duck;

import java.util.List;
import java.util.Set;

/**
 * A statement that has passed the gate, and what it refers to. All offsets are characters of {@link
 * #text()} and of the text that was checked: only its end has been trimmed and its blanks made
 * plain.
 *
 * @param text one query, without a semicolon or a comment behind it
 * @param tables names that are not common tables in scope, each occurrence, in the order of the
 *     text
 * @param files files that the statement reads, each occurrence, in the order of the text
 * @param volatileFunctions what makes the result depend on more than its inputs, lower case; {@code
 *     tablesample} included
 * @param commonTables the names of all common tables at any depth, as written
 */
public record CheckedSql(
    String text,
    List<TableReference> tables,
    List<FileReference> files,
    Set<String> volatileFunctions,
    Set<String> commonTables) {

  public CheckedSql {
    tables = List.copyOf(tables);
    files = List.copyOf(files);
    volatileFunctions = Set.copyOf(volatileFunctions);
    commonTables = Set.copyOf(commonTables);
  }
}
