/**
 * SQLite: the only package that sees it. Stores are plain tables of records in files that are
 * published whole; what the rows mean is the business of the rooms above.
 */
package ducksite.engine.store;
