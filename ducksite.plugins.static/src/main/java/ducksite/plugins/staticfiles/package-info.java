/**
 * The plugin {@code static}: Parquet files and folders that the source's options list. It calls
 * nobody but the API.
 */
package ducksite.plugins.staticfiles;
