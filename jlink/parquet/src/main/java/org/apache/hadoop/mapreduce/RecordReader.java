package org.apache.hadoop.mapreduce;

/** Stub: superclass of ParquetRecordReader, loaded by the verifier. */
public abstract class RecordReader<K, V> {
  protected RecordReader() {}
}
