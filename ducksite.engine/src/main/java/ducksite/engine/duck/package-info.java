/**
 * The only room that sees DuckDB and JDBC. It holds the gate that every statement passes before
 * DuckDB prepares it ({@link ducksite.engine.duck.SqlGate}), instances that are born locked and
 * shared ({@link ducksite.engine.duck.DuckInstances}), and execution with deadline and cancellation
 * that hands results out as Arrow batches. Any room of the engine above it may call its public
 * types.
 */
package ducksite.engine.duck;
