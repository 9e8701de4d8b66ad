package planted.ducksite.engine.store;

import planted.ducksite.engine.parquet.LooksParquetUp;

/** Breaks the order of the rooms. */
public interface LooksStoreUp {
  LooksParquetUp up();
}
