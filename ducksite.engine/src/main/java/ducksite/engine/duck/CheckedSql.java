package ducksite.engine.duck;

import ducksite.engine.sql.Condition;
import java.util.List;
import java.util.Map;
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
 * @param conditions what the query's own WHERE says about the rows of a table or file, by the start
 *     of the reference: rows for which it is not true do not matter
 * @param passesRows whether it gives rows of one table as they are, some or all
 */
public record CheckedSql(
    String text,
    List<TableReference> tables,
    List<FileReference> files,
    Set<String> volatileFunctions,
    Set<String> commonTables,
    Map<Integer, Condition> conditions,
    boolean passesRows) {

  public CheckedSql {
    tables = List.copyOf(tables);
    files = List.copyOf(files);
    volatileFunctions = Set.copyOf(volatileFunctions);
    commonTables = Set.copyOf(commonTables);
    conditions = Map.copyOf(conditions);
  }

  /** What the query's own WHERE says about the reference that starts at a character. */
  public Condition conditionAt(int start) {
    return conditions.getOrDefault(start, new Condition.Unknown());
  }
}
