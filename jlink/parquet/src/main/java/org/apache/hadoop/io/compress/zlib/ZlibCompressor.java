package org.apache.hadoop.io.compress.zlib;

/** Stub: parquet's CodecFactory touches this enum in its static initialiser. */
public final class ZlibCompressor {
  private ZlibCompressor() {}

  public enum CompressionLevel {
    NO_COMPRESSION,
    BEST_SPEED,
    TWO,
    THREE,
    FOUR,
    FIVE,
    SIX,
    SEVEN,
    EIGHT,
    BEST_COMPRESSION,
    DEFAULT_COMPRESSION
  }
}
