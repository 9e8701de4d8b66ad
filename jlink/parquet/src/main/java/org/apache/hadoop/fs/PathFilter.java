package org.apache.hadoop.fs;

/** Stub: implemented by parquet HiddenFileFilter (static init of ParquetInputFormat). */
public interface PathFilter {
  boolean accept(Path p);
}
