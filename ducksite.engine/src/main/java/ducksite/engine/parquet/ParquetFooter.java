package ducksite.engine.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;

/**
 * What the footer of a Parquet file tells without reading a row.
 *
 * @param rows number of rows
 * @param rowGroups number of row groups
 * @param columns number of top-level columns
 */
public record ParquetFooter(long rows, int rowGroups, int columns) {

  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int SMALLEST = 12;

  /**
   * Reads the footer of a local file.
   *
   * @throws NotParquetException when the file is not a whole Parquet file
   * @throws IOException when it cannot be read
   */
  public static ParquetFooter read(Path file) throws IOException {
    checkMagic(file);
    // No codec is needed for a footer; the factory that has none keeps Hadoop's out.
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new NoCodecs())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      ParquetMetadata metadata = reader.getFooter();
      long rows = metadata.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
      int columns = metadata.getFileMetaData().getSchema().getFieldCount();
      return new ParquetFooter(rows, metadata.getBlocks().size(), columns);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new NotParquetException("its footer cannot be read", e);
    }
  }

  private static void checkMagic(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size < SMALLEST) {
        throw new NotParquetException("it has only " + size + " bytes", null);
      }
      ByteBuffer tail = ByteBuffer.allocate(MAGIC.length);
      channel.position(size - MAGIC.length);
      int read = 0;
      while (tail.hasRemaining() && read >= 0) {
        read = channel.read(tail);
      }
      if (!Arrays.equals(tail.array(), MAGIC)) {
        throw new NotParquetException("it does not end with PAR1", null);
      }
    }
  }
}
