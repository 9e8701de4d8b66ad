package ducksite.engine.project;

/** What a route delivers: rows, its Parquet file, or rows that tell of its errors. */
public enum ReturnKind {
  RELATION,
  PARQUET,
  ERROR_FRAME
}
