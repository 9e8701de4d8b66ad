package ducksite.engine.render;

import ducksite.api.render.ResultColumn;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The names that Arrow's own tools print for the types of a result's columns. */
public final class ArrowNames {

  private static final Pattern FIXED_SIZE = Pattern.compile("\\[(\\d+)]$");

  private static final Collector<CharSequence, ?, String> JOINED = Collectors.joining(", ");

  private ArrowNames() {}

  /** The name of a column's type, such as {@code int64} or {@code list<item: string>}. */
  public static String of(ResultColumn column) {
    return switch (column.type()) {
      case NULL -> "null";
      case BOOLEAN -> "bool";
      case INT8 -> "int8";
      case INT16 -> "int16";
      case INT32 -> "int32";
      case INT64 -> "int64";
      case UINT8 -> "uint8";
      case UINT16 -> "uint16";
      case UINT32 -> "uint32";
      case UINT64 -> "uint64";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case DECIMAL -> "decimal128(" + column.precision() + ", " + column.scale() + ")";
      case TEXT, JSON -> "string";
      case BINARY -> "binary";
      case DATE -> "date32[day]";
      case TIME -> "time64[us]";
      case TIME_NANOS -> "time64[ns]";
      case TIMESTAMP_SECONDS -> "timestamp[s]";
      case TIMESTAMP_MILLIS -> "timestamp[ms]";
      case TIMESTAMP -> "timestamp[us]";
      case TIMESTAMP_NANOS -> "timestamp[ns]";
      case TIMESTAMP_TZ -> "timestamp[us, tz=UTC]";
      case INTERVAL -> "month_day_nano_interval";
      case LIST -> "list<" + item(column) + ">";
      case FIXED_LIST -> "fixed_size_list<" + item(column) + ">" + size(column);
      case STRUCT -> "struct<" + fields(column.children()) + ">";
      case MAP -> "map<" + column.children().stream().map(ArrowNames::of).collect(JOINED) + ">";
      case UNION -> "sparse_union<" + fields(column.children()) + ">";
    };
  }

  private static String item(ResultColumn column) {
    return "item: " + of(column.children().getFirst());
  }

  private static String size(ResultColumn column) {
    Matcher size = FIXED_SIZE.matcher(column.sqlType());
    return size.find() ? size.group() : "";
  }

  private static String fields(List<ResultColumn> children) {
    return children.stream().map(child -> child.name() + ": " + of(child)).collect(JOINED);
  }
}
