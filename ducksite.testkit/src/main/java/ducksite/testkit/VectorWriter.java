package ducksite.testkit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import ducksite.api.render.ColumnVector;
import ducksite.api.render.ResultColumn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays the values of one column out in memory.
 *
 * @param values one for each row, null for NULL
 */
record VectorWriter(ResultColumn column, List<@Nullable Object> values, Arena arena) {

  /** Bytes of a decimal and of an interval. */
  static final int WIDE = 16;

  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final long NANOS = 1_000_000_000L;

  TestVector write() {
    try {
      return switch (column.type()) {
        case NULL, STRUCT -> vector(NONE, NONE, fields(), 0);
        case TEXT, JSON, BINARY -> bytes();
        case LIST, MAP -> lists();
        case FIXED_LIST -> fixedLists();
        case UNION -> unions();
        default -> vector(NONE, fixedWidth(), List.of(), 0);
      };
    } catch (ClassCastException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "a value does not fit the column " + column + " (" + column.type() + "): " + e, e);
    }
  }

  private TestVector vector(
      MemorySegment offsets, MemorySegment data, List<ColumnVector> children, int width) {
    return new TestVector(column, values.size(), validity(), offsets, data, children, width);
  }

  private MemorySegment validity() {
    if (!values.contains(null)) {
      return NONE;
    }
    MemorySegment bits = arena.allocate(values.size() / 8 + 1);
    for (int row = 0; row < values.size(); row++) {
      setBit(bits, row, values.get(row) != null);
    }
    return bits;
  }

  private static void setBit(MemorySegment bits, int row, boolean value) {
    byte old = bits.get(JAVA_BYTE, row >> 3);
    bits.set(JAVA_BYTE, row >> 3, (byte) (value ? old | 1 << (row & 7) : old));
  }

  private MemorySegment fixedWidth() {
    MemorySegment data = arena.allocate((long) WIDE * values.size() + 1);
    for (int row = 0; row < values.size(); row++) {
      Object value = values.get(row);
      if (value != null) {
        set(data, row, value);
      }
    }
    return data;
  }

  private void set(MemorySegment data, int row, Object value) {
    switch (column.type()) {
      case BOOLEAN -> setBit(data, row, (Boolean) value);
      case INT8, UINT8 -> data.set(JAVA_BYTE, row, ((Number) value).byteValue());
      case INT16, UINT16 -> data.set(JAVA_SHORT_UNALIGNED, 2L * row, ((Number) value).shortValue());
      case INT32, UINT32 -> data.set(JAVA_INT_UNALIGNED, 4L * row, ((Number) value).intValue());
      case DATE ->
          data.set(
              JAVA_INT_UNALIGNED,
              4L * row,
              value instanceof LocalDate day
                  ? Math.toIntExact(day.toEpochDay())
                  : ((Number) value).intValue());
      case FLOAT -> data.set(JAVA_FLOAT_UNALIGNED, 4L * row, ((Number) value).floatValue());
      case DOUBLE -> data.set(JAVA_DOUBLE_UNALIGNED, 8L * row, ((Number) value).doubleValue());
      case DECIMAL -> decimal(data, (long) WIDE * row, (BigDecimal) value);
      case INTERVAL -> interval(data, (long) WIDE * row, (List<?>) value);
      default -> data.set(JAVA_LONG_UNALIGNED, 8L * row, wholeNumber(value));
    }
  }

  private long wholeNumber(Object value) {
    return switch (column.type()) {
      case TIME -> value instanceof LocalTime time ? time.toNanoOfDay() / 1000 : plain(value);
      case TIME_NANOS -> value instanceof LocalTime time ? time.toNanoOfDay() : plain(value);
      case TIMESTAMP_SECONDS -> instant(value, 1);
      case TIMESTAMP_MILLIS -> instant(value, 1000);
      case TIMESTAMP, TIMESTAMP_TZ -> instant(value, 1_000_000);
      case TIMESTAMP_NANOS -> instant(value, NANOS);
      default -> plain(value);
    };
  }

  private static long plain(Object value) {
    return ((Number) value).longValue();
  }

  private static long instant(Object value, long perSecond) {
    Instant instant =
        switch (value) {
          case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
          case Instant given -> given;
          default -> null;
        };
    return instant == null
        ? plain(value)
        : instant.getEpochSecond() * perSecond + instant.getNano() / (NANOS / perSecond);
  }

  private void decimal(MemorySegment data, long at, BigDecimal value) {
    byte[] bytes = value.setScale(column.scale()).unscaledValue().toByteArray();
    for (int i = 0; i < WIDE; i++) {
      int from = bytes.length - 1 - i;
      byte sign = (byte) (bytes[0] < 0 ? -1 : 0);
      data.set(JAVA_BYTE, at + i, from >= 0 ? bytes[from] : sign);
    }
  }

  private static void interval(MemorySegment data, long at, List<?> parts) {
    data.set(JAVA_INT_UNALIGNED, at, ((Number) parts.get(0)).intValue());
    data.set(JAVA_INT_UNALIGNED, at + 4, ((Number) parts.get(1)).intValue());
    data.set(JAVA_LONG_UNALIGNED, at + 8, ((Number) parts.get(2)).longValue());
  }

  private TestVector bytes() {
    List<byte[]> all = new ArrayList<>();
    long size = 0;
    for (Object value : values) {
      byte[] bytes =
          switch (value) {
            case null -> new byte[0];
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            default -> (byte[]) value;
          };
      all.add(bytes);
      size += bytes.length;
    }
    MemorySegment data = arena.allocate(size + 1);
    int[] lengths = new int[all.size()];
    long at = 0;
    for (int row = 0; row < all.size(); row++) {
      lengths[row] = all.get(row).length;
      MemorySegment.copy(all.get(row), 0, data, JAVA_BYTE, at, lengths[row]);
      at += lengths[row];
    }
    return vector(offsets(lengths), data, List.of(), 0);
  }

  private MemorySegment offsets(int[] lengths) {
    MemorySegment offsets = arena.allocate(4L * (lengths.length + 1));
    int end = 0;
    for (int row = 0; row < lengths.length; row++) {
      end += lengths[row];
      offsets.set(JAVA_INT_UNALIGNED, 4L * (row + 1), end);
    }
    return offsets;
  }

  private TestVector lists() {
    int[] lengths = new int[values.size()];
    List<@Nullable Object> elements = new ArrayList<>();
    for (int row = 0; row < values.size(); row++) {
      if (values.get(row) instanceof List<?> list) {
        lengths[row] = list.size();
        elements.addAll(list);
      } else if (values.get(row) != null) {
        throw new ClassCastException("a List is wanted, not " + values.get(row).getClass());
      }
    }
    return vector(offsets(lengths), NONE, parts(elements), 0);
  }

  /** A list's only child, or a map's keys and values. */
  private List<ColumnVector> parts(List<@Nullable Object> elements) {
    if (column.children().size() == 1) {
      return List.of(TestVector.of(column.children().getFirst(), elements, arena));
    }
    List<@Nullable Object> keys = new ArrayList<>();
    List<@Nullable Object> mapped = new ArrayList<>();
    for (Object element : elements) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) element;
      keys.add(entry.getKey());
      mapped.add(entry.getValue());
    }
    return List.of(
        TestVector.of(column.children().get(0), keys, arena),
        TestVector.of(column.children().get(1), mapped, arena));
  }

  private TestVector fixedLists() {
    int width =
        values.stream()
            .filter(List.class::isInstance)
            .mapToInt(list -> ((List<?>) list).size())
            .findFirst()
            .orElse(1);
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object value : values) {
      for (int i = 0; i < width; i++) {
        elements.add(value == null ? null : ((List<?>) value).get(i));
      }
    }
    return vector(NONE, NONE, parts(elements), width);
  }

  /** A struct's children. */
  private List<ColumnVector> fields() {
    List<ColumnVector> fields = new ArrayList<>();
    for (int field = 0; field < column.children().size(); field++) {
      List<@Nullable Object> column = new ArrayList<>();
      for (Object value : values) {
        column.add(value == null ? null : ((List<?>) value).get(field));
      }
      fields.add(TestVector.of(this.column.children().get(field), column, arena));
    }
    return List.copyOf(fields);
  }

  /** Sparse: every child is as long as the union. A NULL is one of the first child. */
  private TestVector unions() {
    MemorySegment chosen = arena.allocate(values.size() + 1L);
    List<ColumnVector> children = new ArrayList<>();
    for (int child = 0; child < column.children().size(); child++) {
      List<@Nullable Object> members = new ArrayList<>();
      for (int row = 0; row < values.size(); row++) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) values.get(row);
        boolean own = entry != null && ((Number) entry.getKey()).intValue() == child;
        members.add(own ? entry.getValue() : null);
        if (own) {
          chosen.set(JAVA_BYTE, row, (byte) child);
        }
      }
      children.add(TestVector.of(column.children().get(child), members, arena));
    }
    return new TestVector(column, values.size(), NONE, NONE, chosen, children, 0);
  }
}
