package planted.ducksite.engine.sql;

import org.duckdb.DuckDBConnection;

/** Breaks a rule about DuckDBConnection. */
public interface SeesDuckDb {
  DuckDBConnection seen();
}
