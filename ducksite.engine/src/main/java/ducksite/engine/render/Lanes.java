package ducksite.engine.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at once, the first of them lowest. */
final class Lanes {

  /** The highest bit of every byte. */
  static final long HIGH = each(0x80);

  private static final long ONE = each(1);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Lanes() {}

  static long get(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static void put(byte[] bytes, int at, long eight) {
    LONG.set(bytes, at, eight);
  }

  /** The same byte eight times. */
  static long each(int value) {
    return 0x0101_0101_0101_0101L * value;
  }

  /** At most the first eight bytes of a text that has no zeros. */
  static long of(byte[] text, int from) {
    long eight = 0;
    for (int index = Math.min(text.length - from, 8) - 1; index >= 0; index--) {
      eight = eight << 8 | text[from + index] & 0xFF;
    }
    return eight;
  }

  /**
   * Marks bytes that equal those of {@code wanted}, by their highest bit. Bytes behind a marked one
   * may be marked as well: no mark at all is exact.
   */
  static long equal(long eight, long wanted) {
    long difference = eight ^ wanted;
    return (difference - ONE) & ~difference & HIGH;
  }

  /** Marks bytes below those of {@code limit}, which are below 128; as exact as {@link #equal}. */
  static long below(long eight, long limit) {
    return (eight - limit) & ~eight & HIGH;
  }

  /** The first {@code count} bytes of eight, 1 to 8, blanks behind them. */
  static long blankedBehind(long eight, int count) {
    long kept = -1L >>> 64 - 8 * count;
    return eight & kept | each(' ') & ~kept;
  }
}
