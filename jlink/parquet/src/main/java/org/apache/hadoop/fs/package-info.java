/**
 * Names that parquet-java mentions but does not use without Hadoop: empty, so that no Hadoop is
 * needed.
 */
package org.apache.hadoop.fs;
