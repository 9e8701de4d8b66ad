/** Compression in Java alone, under the name that the class path gives it. */
module aircompressor {
  requires jdk.unsupported;

  exports io.airlift.compress;
  exports io.airlift.compress.zstd;
}
