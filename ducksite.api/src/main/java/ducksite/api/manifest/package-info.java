/**
 * Virtual Parquet: a plugin tells which Parquet files a file source consists of and where their
 * bytes are.
 */
package ducksite.api.manifest;
