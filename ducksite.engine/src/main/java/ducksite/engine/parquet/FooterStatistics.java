package ducksite.engine.parquet;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads what the footer of a file tells about the values of some of its columns. */
public final class FooterStatistics {

  private FooterStatistics() {}

  /**
   * The ranges of columns over all row groups, by name in lower case. A column that the file does
   * not have, that is nested, or whose name it has twice is unknown.
   *
   * @param columns in lower case
   * @throws NotParquetException when the file is not a whole Parquet file
   * @throws IOException when it cannot be read
   */
  public static Map<String, ColumnRange> read(Path file, Set<String> columns) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new NoCodecs())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      Map<String, Type> types = types(reader.getFileMetaData().getSchema().getFields(), columns);
      Map<String, ColumnRange> ranges = new HashMap<>();
      columns.forEach(
          name -> {
            @Nullable Type type = types.get(name);
            ranges.put(
                name,
                type == null ? ColumnRange.UNKNOWN : range(type, reader.getFooter().getBlocks()));
          });
      return ranges;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new NotParquetException("its footer cannot be read", e);
    }
  }

  private static Map<String, Type> types(List<Type> fields, Set<String> columns) {
    Map<String, Type> types = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Type field : fields) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      boolean first = counts.merge(name, 1, Integer::sum) == 1;
      if (columns.contains(name)
          && field.isPrimitive()
          && !field.isRepetition(Type.Repetition.REPEATED)) {
        types.put(name, field);
      }
      if (!first) {
        types.remove(name);
      }
    }
    return types;
  }

  private static ColumnRange range(Type type, List<BlockMetaData> blocks) {
    @Nullable RangeReader reader = RangeReader.of(type.asPrimitiveType());
    if (reader == null) {
      return ColumnRange.UNKNOWN;
    }
    for (BlockMetaData block : blocks) {
      @Nullable ColumnChunkMetaData chunk = chunk(block, type.getName());
      @Nullable Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
      reader.add(statistics, chunk == null ? -1 : chunk.getValueCount());
    }
    return reader.range();
  }

  private static @Nullable ColumnChunkMetaData chunk(BlockMetaData block, String name) {
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (chunk.getPath().size() == 1 && chunk.getPath().toArray()[0].equals(name)) {
        return chunk;
      }
    }
    return null;
  }
}
