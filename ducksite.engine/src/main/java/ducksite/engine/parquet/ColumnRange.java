package ducksite.engine.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which values a column of one file lies, as its footer tells. The bounds may be wider than
 * the values.
 *
 * @param kind how the bounds compare
 * @param min null when no bound is known, as {@code max}
 * @param max a BigDecimal for numbers, a Double for floating ones, UTF-8 bytes for text, a Boolean,
 *     microseconds since 1970 as a Long for dates and times
 * @param nulls number of values that are NULL; -1 while unknown
 * @param values number of values, NULL or not
 * @param constants the values themselves, NULL aside, where no row group has several; null when
 *     they are not known
 */
public record ColumnRange(
    Kind kind,
    @Nullable Object min,
    @Nullable Object max,
    long nulls,
    long values,
    @Nullable List<Object> constants) {

  /** A range of which only the bounds are known. */
  public ColumnRange(
      Kind kind, @Nullable Object min, @Nullable Object max, long nulls, long values) {
    this(kind, min, max, nulls, values, null);
  }

  /** More than a cast to FLOAT is wrong by, as a share. */
  private static final BigDecimal FLOAT_ERROR = new BigDecimal(Math.scalb(1.0, -22));

  /** How values compare. */
  public enum Kind {
    /** Nothing is known of the values. */
    NONE,
    /** Whole numbers and decimals, signed or not. */
    NUMBER,
    /** FLOAT; NaN, greater than everything, may be among the values. */
    FLOAT,
    /** DOUBLE; NaN, greater than everything, may be among the values. */
    DOUBLE,
    /** Text, byte by byte. */
    TEXT,
    /** FALSE before TRUE. */
    BOOLEAN,
    /** Days. */
    DATE,
    /** Date and time of no zone. */
    TIMESTAMP,
    /** A moment. */
    INSTANT,
    /**
     * Whole numbers in the names of folders, as UTF-8 bytes: texts where one of them begins with a
     * nought, and then DuckDB still takes them for numbers beside a number.
     */
    DIGITS
  }

  /** A range of which nothing is known. */
  public static final ColumnRange UNKNOWN = new ColumnRange(Kind.NONE, null, null, -1, -1);

  /** The range of the same values after a cast to a floating type; wider than need be. */
  public ColumnRange rounded() {
    if (kind != Kind.NUMBER
        || !(min instanceof BigDecimal low)
        || !(max instanceof BigDecimal high)) {
      return this;
    }
    return new ColumnRange(
        kind,
        low.subtract(low.abs().multiply(FLOAT_ERROR)),
        high.add(high.abs().multiply(FLOAT_ERROR)),
        nulls,
        values);
  }

  /** The range in few bytes. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.ordinal());
      out.writeLong(nulls);
      out.writeLong(values);
      out.writeBoolean(min != null && max != null);
      if (min != null && max != null) {
        write(out, min);
        write(out, max);
      }
      if (constants != null) {
        out.writeShort(constants.size());
        for (Object constant : constants) {
          write(out, constant);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The range that {@link #bytes} told; unknown when they tell none. */
  public static ColumnRange of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Kind kind = Kind.values()[in.readUnsignedByte()];
      long nulls = in.readLong();
      long values = in.readLong();
      boolean bounded = in.readBoolean();
      @Nullable Object min = bounded ? read(in, kind) : null;
      @Nullable Object max = bounded ? read(in, kind) : null;
      @Nullable List<Object> constants = in.available() == 0 ? null : new ArrayList<>();
      for (int left = constants == null ? 0 : in.readUnsignedShort(); left > 0; left--) {
        constants.add(read(in, kind));
      }
      return new ColumnRange(kind, min, max, nulls, values, constants);
    } catch (IOException | IndexOutOfBoundsException e) {
      return UNKNOWN;
    }
  }

  private static void write(DataOutputStream out, Object bound) throws IOException {
    switch (bound) {
      case BigDecimal number -> {
        byte[] digits = number.unscaledValue().toByteArray();
        out.writeInt(number.scale());
        out.writeShort(digits.length);
        out.write(digits);
      }
      case Double number -> out.writeDouble(number);
      case byte[] text -> {
        out.writeShort(text.length);
        out.write(text);
      }
      case Boolean bool -> out.writeBoolean(bool);
      case Long time -> out.writeLong(time);
      default -> throw new IllegalArgumentException("no bound: " + bound.getClass());
    }
  }

  private static @Nullable Object read(DataInputStream in, Kind kind) throws IOException {
    return switch (kind) {
      case NONE -> null;
      case NUMBER -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(in.readNBytes(in.readUnsignedShort())), scale);
      }
      case FLOAT, DOUBLE -> in.readDouble();
      case TEXT, DIGITS -> in.readNBytes(in.readUnsignedShort());
      case BOOLEAN -> in.readBoolean();
      case DATE, TIMESTAMP, INSTANT -> in.readLong();
    };
  }
}
