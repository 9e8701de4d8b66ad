/** The DuckDB driver; its native library lies in the image's lib folder. */
module duckdb.jdbc {
  requires transitive java.sql;
  requires java.logging;
  requires jdk.jfr;

  exports org.duckdb;

  provides java.sql.Driver with
      org.duckdb.DuckDBDriver;
}
