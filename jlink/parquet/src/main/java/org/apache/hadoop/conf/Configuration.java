package org.apache.hadoop.conf;

/** Stub: only named in parquet signatures (compile time). */
public class Configuration {}
