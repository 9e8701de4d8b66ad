package ducksite.engine.duck;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A query on its way into a file. When somebody wants its rows sooner they are made in memory, read
 * by him, and written then; otherwise, and where memory does not suffice, they go straight into the
 * file.
 */
final class Materialization {

  private final BoundSql sql;
  private final ParquetTarget file;
  private final MadeRows.@Nullable Reader reader;
  private final long asked = System.nanoTime();

  Materialization(BoundSql sql, ParquetTarget file, MadeRows.@Nullable Reader reader) {
    this.sql = sql;
    this.file = file;
    this.reader = reader;
  }

  Materialized run(QueryExecution execution) throws IOException {
    long started = System.nanoTime();
    try {
      MadeRows rows = reader == null ? null : made(execution);
      Materialized made;
      if (rows == null || reader == null) {
        long count =
            execution.update(new BoundSql(file.copy(execution.describe(sql)), sql.values()));
        made = new Materialized(count, started - asked, System.nanoTime() - started);
      } else {
        made = new Materialized(rows.count(), started - asked, System.nanoTime() - started);
        reader.read(rows, made.queueNanos(), made.queryNanos());
        execution.update(BoundSql.of(file.copy(rows.fitting())));
      }
      file.place();
      return made;
    } finally {
      file.discard();
    }
  }

  private @Nullable MadeRows made(QueryExecution execution) {
    try {
      return MadeRows.of(execution, sql);
    } catch (DuckException failed) {
      if (failed.kind() == DuckException.Kind.OUT_OF_MEMORY) {
        return null;
      }
      throw failed;
    }
  }
}
