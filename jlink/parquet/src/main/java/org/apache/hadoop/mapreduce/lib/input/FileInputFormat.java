package org.apache.hadoop.mapreduce.lib.input;

/** Stub: superclass of ParquetInputFormat, whose static helpers ParquetReadOptions calls. */
public abstract class FileInputFormat<K, V> {
  protected FileInputFormat() {}
}
