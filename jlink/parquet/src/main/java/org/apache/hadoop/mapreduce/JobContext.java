package org.apache.hadoop.mapreduce;

/** Stub: needed when the verifier checks ParquetInputFormat. */
public interface JobContext {}
