package planted.ducksite.engine.parquet;

import planted.ducksite.engine.duck.LooksDuckUp;

/** Breaks the order of the rooms. */
public interface LooksParquetUp {
  LooksDuckUp up();
}
