package ducksite.engine.parquet;

import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A codec factory for readers of footers, which never decompress. */
final class NoCodecs implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    throw new IllegalStateException("a footer reader does not compress");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    throw new IllegalStateException("a footer reader does not decompress");
  }

  @Override
  public void release() {
    // holds nothing
  }
}
