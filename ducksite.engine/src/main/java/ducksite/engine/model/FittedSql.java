package ducksite.engine.model;

import ducksite.engine.datamap.FileList;
import ducksite.engine.sql.NamedSql;
import java.util.List;
import java.util.Map;

/**
 * A query whose scans have been put together for one execution: neighbours of a union become one
 * scan of all their files, without their filters, where the statistics of each file prove its
 * filter for every row, and without the neighbours that can hold no row for the query. That holds
 * for those very files: whoever executes it lets no row pass before {@link #isStillProven} has been
 * asked after the row was read.
 *
 * @param sql with numbered placeholders
 * @param values of the scans' own parameters, beside those of the query
 * @param proven the files that the proof is about: those that are read without their filters, and
 *     those that are not read because they only decide on the columns
 * @param isWhole whether the query reads no other files of the map
 */
public record FittedSql(
    NamedSql sql, Map<String, Object> values, List<FileList> proven, boolean isWhole) {

  /** The same with the values of an execution. */
  FittedSql with(Map<String, Object> all) {
    return new FittedSql(sql, all, proven, isWhole);
  }

  /** Whether the files of the proof are still those of the map. Looks at them. */
  public boolean isStillProven() {
    for (FileList files : proven) {
      if (!files.isUnchanged()) {
        return false;
      }
    }
    return true;
  }
}
