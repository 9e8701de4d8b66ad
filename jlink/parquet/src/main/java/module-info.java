/**
 * All parquet-* jars (which share packages with one another) as one module, plus the Hadoop names
 * that their signatures mention, as empty stubs. It exports what reading footers, statistics and
 * column chunks, decompressing by own codecs and copying row groups needs.
 */
module ducksite.parquet {
  requires org.slf4j;

  // Stubs: named in signatures, never called.
  exports org.apache.hadoop.conf;
  exports org.apache.hadoop.fs;
  exports org.apache.parquet;
  exports org.apache.parquet.bytes;
  exports org.apache.parquet.column;
  exports org.apache.parquet.column.impl;
  exports org.apache.parquet.column.page;
  exports org.apache.parquet.column.statistics;
  exports org.apache.parquet.column.statistics.geospatial;
  exports org.apache.parquet.column.values;
  exports org.apache.parquet.column.values.bloomfilter;
  exports org.apache.parquet.compression;
  exports org.apache.parquet.conf;
  exports org.apache.parquet.crypto;
  exports org.apache.parquet.example;
  exports org.apache.parquet.example.data;
  exports org.apache.parquet.example.data.simple;
  exports org.apache.parquet.example.data.simple.convert;
  exports org.apache.parquet.filter2.compat;
  exports org.apache.parquet.filter2.predicate;
  exports org.apache.parquet.filter2.statisticslevel;
  exports org.apache.parquet.format;
  exports org.apache.parquet.format.converter;
  exports org.apache.parquet.hadoop;
  exports org.apache.parquet.hadoop.api;
  exports org.apache.parquet.hadoop.example;
  exports org.apache.parquet.hadoop.metadata;
  exports org.apache.parquet.internal.column.columnindex;
  exports org.apache.parquet.internal.filter2.columnindex;
  exports org.apache.parquet.internal.hadoop.metadata;
  exports org.apache.parquet.io;
  exports org.apache.parquet.io.api;
  exports org.apache.parquet.schema;
}
