package ducksite.engine.project;

/** How a route sees another one: as a relation, or as the Parquet files of its pages. */
public enum DependencyMode {
  RELATION,
  PARQUET_PATH
}
