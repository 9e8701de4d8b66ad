/**
 * Parquet without DuckDB: the only package that sees parquet-java. It reads footers; rows are read
 * by DuckDB.
 */
package ducksite.engine.parquet;
