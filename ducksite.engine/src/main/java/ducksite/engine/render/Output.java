package ducksite.engine.render;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte buffer in front of a stream, open to the encoders of this package: they ask for {@link
 * #room}, write into {@link #buffer} from {@link #at} on, and advance it. Confined to one thread.
 */
final class Output {

  /** Room that holds any scalar in any format, its quotes included. */
  static final int SCALAR = 96;

  /** Texts are handled in pieces of at most this many bytes. */
  static final int PIECE = 4096;

  private static final int CAPACITY = 1 << 16;

  private final OutputStream sink;
  private final Pace pace;
  private int kept;

  /** Where encoders write. Replaced by {@link #room}: read it again after each call. */
  byte[] buffer;

  /** The first free byte. */
  int at;

  /** A piece of text while it is being escaped. */
  final byte[] piece = new byte[PIECE];

  /** Digits of a floating-point number while they are being made. */
  final StringBuilder digits = new StringBuilder(32);

  Output(OutputStream sink) {
    this(sink, CAPACITY);
  }

  Output(OutputStream sink, int capacity) {
    this.sink = sink;
    this.pace = new Pace(sink);
    this.buffer = new byte[capacity];
  }

  /** Makes sure that {@code bytes} can be written at {@link #at}. */
  void room(int bytes) throws IOException {
    if (buffer.length - at < bytes) {
      flush();
      if (buffer.length < bytes) {
        buffer = Arrays.copyOf(buffer, bytes);
      }
    }
  }

  /**
   * Makes {@link #room(int, int)} keep so many bytes free for what follows; 0 when nothing does any
   * more.
   */
  void keepRoom(int bytes) {
    kept = bytes;
  }

  /**
   * Makes sure that {@code bytes} can be written at {@code place}, which is {@link #at} from now on
   * where it has to move, and what is kept free behind them.
   *
   * @return where to write
   */
  int room(int place, int bytes) throws IOException {
    if (buffer.length - place >= bytes + kept) {
      return place;
    }
    at = place;
    room(bytes + kept);
    return at;
  }

  /** Hands everything written so far to the stream. */
  void flush() throws IOException {
    sink.write(buffer, 0, at);
    at = 0;
  }

  /** Lets the reader see what there is, where it has waited long. */
  void endOfBatch() throws IOException {
    if (pace.isDue()) {
      flush();
      pace.flush();
    }
  }

  void put(char ascii) throws IOException {
    room(1);
    buffer[at++] = (byte) ascii;
  }

  void put(byte[] bytes) throws IOException {
    put(bytes, 0, bytes.length);
  }

  void put(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.length) {
      flush();
      sink.write(bytes, from, length);
      return;
    }
    room(length);
    System.arraycopy(bytes, from, buffer, at, length);
    at += length;
  }

  void put(String text) throws IOException {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  void put(MemorySegment bytes, long from, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE) {
      int part = Math.min(PIECE, length - done);
      room(part);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from + done, buffer, at, part);
      at += part;
    }
  }
}
