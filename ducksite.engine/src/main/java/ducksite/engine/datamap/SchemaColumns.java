package ducksite.engine.datamap;

import ducksite.engine.parquet.ParquetColumn;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The columns of files with one schema, looked up once. Safe for use by several threads. */
final class SchemaColumns {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaColumns.class);

  private volatile @Nullable List<ParquetColumn> known;

  /**
   * The columns as the footer of a file tells them; empty when it does not.
   *
   * @param schema the number of the file's schema in the map
   */
  List<ParquetColumn> of(MappedFile file, long schema) {
    @Nullable List<ParquetColumn> columns = known;
    if (columns == null) {
      try {
        columns = ParquetColumn.read(file.location(), schema);
      } catch (IOException e) {
        LOG.debug("{} tells no columns", file.location(), e);
        columns = List.of();
      }
      known = columns;
    }
    return columns;
  }
}
