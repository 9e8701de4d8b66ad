/**
 * SQL as text: tokens, quoting, named placeholders and the few positions in a statement that the
 * engine edits. Pure functions without a database; any room of the engine may call them.
 */
package ducksite.engine.sql;
