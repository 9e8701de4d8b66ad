package ducksite.testkit;

import ducksite.api.render.ColumnType;
import ducksite.api.render.ResultColumn;
import java.math.BigDecimal;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Results of every shape that a query can have. */
final class SampleResults {

  static final ResultColumn NUMBER = ResultColumn.of("n", ColumnType.INT64, "BIGINT");
  static final ResultColumn TEXT = ResultColumn.of("s", ColumnType.TEXT, "VARCHAR");

  private static final long MIN = Long.MIN_VALUE;
  private static final long MAX = Long.MAX_VALUE;
  private static final int DAYS = 2_932_896;

  private SampleResults() {}

  /** One column of each type with ordinary and extreme values and a NULL, by the type's name. */
  static Map<String, TestResult> ofEachType() {
    Map<String, TestResult> results = new TreeMap<>();
    for (ColumnType type : ColumnType.values()) {
      results.put(type.name(), result(column(type), values(type)));
    }
    return results;
  }

  /** Every type in one result, as many rows as the longest column has values. */
  static TestResult ofAllTypes() {
    ColumnType[] types = ColumnType.values();
    int rows = Arrays.stream(types).mapToInt(type -> values(type).size()).max().orElse(0);
    @Nullable Object[][] cells = new @Nullable Object[rows][types.length];
    for (int column = 0; column < types.length; column++) {
      List<@Nullable Object> values = values(types[column]);
      for (int row = 0; row < values.size(); row++) {
        cells[row][column] = values.get(row);
      }
    }
    return TestResult.of(
            Arrays.stream(types).map(SampleResults::column).toArray(ResultColumn[]::new))
        .withBatch(cells);
  }

  private static TestResult result(ResultColumn column, List<@Nullable Object> values) {
    return TestResult.of(column)
        .withBatch(
            values.stream().map(value -> new @Nullable Object[] {value}).toArray(Object[][]::new));
  }

  private static ResultColumn column(ColumnType type) {
    String name = type.name().toLowerCase(java.util.Locale.ROOT);
    return switch (type) {
      case NULL -> ResultColumn.of(name, type, "\"NULL\"");
      case INT8 -> ResultColumn.of(name, type, "TINYINT");
      case INT16 -> ResultColumn.of(name, type, "SMALLINT");
      case INT32 -> ResultColumn.of(name, type, "INTEGER");
      case INT64 -> ResultColumn.of(name, type, "BIGINT");
      case UINT8 -> ResultColumn.of(name, type, "UTINYINT");
      case UINT16 -> ResultColumn.of(name, type, "USMALLINT");
      case UINT32 -> ResultColumn.of(name, type, "UINTEGER");
      case UINT64 -> ResultColumn.of(name, type, "UBIGINT");
      case DECIMAL -> ResultColumn.of(name, type, "DECIMAL(38,3)").withDecimal(38, 3);
      case TEXT -> ResultColumn.of(name, type, "VARCHAR");
      case BINARY -> ResultColumn.of(name, type, "BLOB");
      case TIME_NANOS -> ResultColumn.of(name, type, "TIME_NS");
      case TIMESTAMP_SECONDS -> ResultColumn.of(name, type, "TIMESTAMP_S");
      case TIMESTAMP_MILLIS -> ResultColumn.of(name, type, "TIMESTAMP_MS");
      case TIMESTAMP_NANOS -> ResultColumn.of(name, type, "TIMESTAMP_NS");
      case TIMESTAMP_TZ -> ResultColumn.of(name, type, "TIMESTAMP WITH TIME ZONE");
      case LIST -> ResultColumn.of(name, type, "BIGINT[]").withChildren(List.of(NUMBER));
      case FIXED_LIST -> ResultColumn.of(name, type, "BIGINT[2]").withChildren(List.of(NUMBER));
      case STRUCT ->
          ResultColumn.of(name, type, "STRUCT(n BIGINT, s VARCHAR)")
              .withChildren(List.of(NUMBER, TEXT));
      case MAP ->
          ResultColumn.of(name, type, "MAP(VARCHAR, BIGINT)").withChildren(List.of(TEXT, NUMBER));
      case UNION ->
          ResultColumn.of(name, type, "UNION(n BIGINT, s VARCHAR)")
              .withChildren(List.of(NUMBER, TEXT));
      default -> ResultColumn.of(name, type, type.name());
    };
  }

  private static List<@Nullable Object> values(ColumnType type) {
    Object[] values =
        switch (type) {
          case NULL -> new Object[0];
          case BOOLEAN -> new Object[] {true, false};
          case INT8 -> new Object[] {0, Byte.MIN_VALUE, Byte.MAX_VALUE};
          case INT16 -> new Object[] {0, Short.MIN_VALUE, Short.MAX_VALUE};
          case INT32 -> new Object[] {0, Integer.MIN_VALUE, Integer.MAX_VALUE};
          case INT64 -> new Object[] {0, MIN, MAX};
          case UINT8, UINT16, UINT32, UINT64 -> new Object[] {0, 1, -1};
          case FLOAT, DOUBLE ->
              new Object[] {
                0.0,
                -0.0,
                0.1,
                1e-300,
                1e30,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
              };
          case DECIMAL ->
              new Object[] {
                new BigDecimal("0.000"),
                new BigDecimal("-12.345"),
                new BigDecimal("9".repeat(35) + ".999")
              };
          case TEXT ->
              new Object[] {
                "", "plain", "a,b;\"c\"\r\n\t", "=1+1", "<b>&amp;</b>", "é€😀", "\u0000"
              };
          case JSON -> new Object[] {"null", "{\"a\":[1,\"x\"]}", "\"</script>\""};
          case BINARY -> new Object[] {new byte[0], new byte[] {0, 1, -1}};
          case DATE -> new Object[] {0, -719_162, DAYS, Integer.MAX_VALUE};
          case TIME -> new Object[] {0, 86_399_999_999L};
          case TIME_NANOS -> new Object[] {0, 86_399_999_999_999L};
          case TIMESTAMP_SECONDS -> new Object[] {0, -1, 253_402_300_799L};
          case TIMESTAMP_MILLIS -> new Object[] {0, -1, 253_402_300_799_999L};
          case TIMESTAMP, TIMESTAMP_TZ -> new Object[] {0, -1, 253_402_300_799_999_999L, MAX};
          case TIMESTAMP_NANOS -> new Object[] {0, -1, 1_735_689_600_123_456_789L};
          case INTERVAL -> new Object[] {List.of(0, 0, 0), List.of(14, -3, 1_500_000_000L)};
          case LIST -> new Object[] {List.of(), Arrays.asList(1, null, 3)};
          case FIXED_LIST -> new Object[] {List.of(1, 2), Arrays.asList(null, 4)};
          case STRUCT -> new Object[] {List.of(1, "a"), Arrays.asList(null, null)};
          case MAP ->
              new Object[] {
                List.of(), List.of(Map.entry("a", 1), new SimpleEntry<String, Object>("b", null))
              };
          case UNION -> new Object[] {Map.entry(0, 7), Map.entry(1, "seven")};
        };
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
    all.add(null);
    return all;
  }
}
