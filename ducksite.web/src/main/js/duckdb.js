/** DuckDB in the browser, for pages without a server behind them and for the SQL editor. Loaded only when asked for. */
import { AsyncDuckDB, ConsoleLogger, DuckDBDataProtocol, LogLevel } from "@duckdb/duckdb-wasm";

/* global DUCKDB_WASM, DUCKDB_WORKER: relative addresses that the build fills in */

/**
 * Starts a database in a worker of this origin.
 *
 * @returns {Promise<{connection, registerFile(name: string, url: string): Promise<void>, close(): Promise<void>}>}
 *     `registerFile` makes a file of this origin readable by name; only the byte ranges that a query needs are fetched
 */
export async function openDatabase() {
  const worker = new Worker(new URL(DUCKDB_WORKER, import.meta.url));
  const database = new AsyncDuckDB(new ConsoleLogger(LogLevel.WARNING), worker);
  await database.instantiate(new URL(DUCKDB_WASM, import.meta.url).href);
  const connection = await database.connect();
  return {
    connection,
    registerFile: (name, url) =>
      database.registerFileURL(name, new URL(url, document.baseURI).href, DuckDBDataProtocol.HTTP, false),
    close: async () => {
      await connection.close();
      await database.terminate();
    },
  };
}
