package ducksite.engine.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * A top-level column of a file.
 *
 * @param type what DuckDB reads it as, by its name in SQL; null for a nested type and for the few
 *     others that are not told here
 */
public record ParquetColumn(String name, @Nullable String type) {

  private static final int MOST_DIGITS = 38;

  /**
   * The columns of a local file in their order; empty when its schema is not the one of a number.
   *
   * @param schema as {@link ParquetSchema} tells it
   * @throws NotParquetException when the file is not a whole Parquet file
   * @throws IOException when it cannot be read
   */
  public static List<ParquetColumn> read(Path file, long schema) throws IOException {
    FileMetaData footer = ParquetSchema.footer(file);
    if (ParquetSchema.digest(footer) != schema) {
      return List.of();
    }
    List<SchemaElement> elements = footer.getSchema();
    List<ParquetColumn> columns = new ArrayList<>();
    int next = 1;
    while (next < elements.size()) {
      SchemaElement element = elements.get(next);
      int behind = behind(elements, next);
      boolean leaf = behind == next + 1 && element.isSetType();
      boolean repeated = element.getRepetition_type() == FieldRepetitionType.REPEATED;
      columns.add(new ParquetColumn(element.getName(), leaf && !repeated ? type(element) : null));
      next = behind;
    }
    return columns;
  }

  /** The place behind an element and all that is nested in it. */
  private static int behind(List<SchemaElement> elements, int place) {
    int open = 1;
    int next = place;
    while (open > 0 && next < elements.size()) {
      open += elements.get(next++).getNum_children() - 1;
    }
    return next;
  }

  private static @Nullable String type(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetTIMESTAMP()) {
      return timestamp(element.getType(), logical.getTIMESTAMP());
    }
    if (logical != null
        && !(logical.isSetINTEGER()
            || logical.isSetSTRING()
            || logical.isSetDATE()
            || logical.isSetDECIMAL())) {
      return null;
    }
    ConvertedType converted = element.getConverted_type();
    if (converted == null) {
      return logical == null ? plain(element.getType()) : null;
    }
    return switch (element.getType()) {
      case INT32 ->
          switch (converted) {
            case INT_8 -> "TINYINT";
            case INT_16 -> "SMALLINT";
            case INT_32 -> "INTEGER";
            case UINT_8 -> "UTINYINT";
            case UINT_16 -> "USMALLINT";
            case UINT_32 -> "UINTEGER";
            case DATE -> "DATE";
            case DECIMAL -> decimal(element);
            default -> null;
          };
      case INT64 ->
          switch (converted) {
            case INT_64 -> "BIGINT";
            case UINT_64 -> "UBIGINT";
            case DECIMAL -> decimal(element);
            default -> null;
          };
      case BYTE_ARRAY -> converted == ConvertedType.UTF8 ? "VARCHAR" : null;
      case FIXED_LEN_BYTE_ARRAY -> converted == ConvertedType.DECIMAL ? decimal(element) : null;
      case BOOLEAN, INT96, FLOAT, DOUBLE -> null;
    };
  }

  private static @Nullable String plain(Type type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      // What bytes stand for may be told elsewhere.
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  private static @Nullable String timestamp(Type type, TimestampType timestamp) {
    if (type != Type.INT64 || !timestamp.getUnit().isSetMICROS()) {
      return null;
    }
    return timestamp.isIsAdjustedToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
  }

  private static @Nullable String decimal(SchemaElement element) {
    int digits = element.getPrecision();
    int scale = element.getScale();
    return digits >= 1 && digits <= MOST_DIGITS && scale >= 0 && scale <= digits
        ? "DECIMAL(" + digits + "," + scale + ")"
        : null;
  }
}
