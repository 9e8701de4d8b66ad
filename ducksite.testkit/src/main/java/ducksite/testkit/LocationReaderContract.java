package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.location.LocationReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every location reader does, as tests. Extend it and tell the reader, some objects that it
 * can read, and the place of none. Objects of different sizes, an empty one and one of a few
 * hundred KB among them, show most.
 */
public abstract class LocationReaderContract extends ProviderContract<LocationReader> {

  private static final int LARGE = 1 << 20;

  /** For those who extend. */
  protected LocationReaderContract() {}

  /** The reader under test, a new one at each call. */
  protected abstract LocationReader reader();

  /** The bytes of at least one object, by its location. */
  protected abstract Map<URI, byte[]> objects();

  /** A location of the reader's where nothing is. */
  protected abstract URI missing();

  @Override
  final LocationReader provider() {
    return reader();
  }

  @Override
  final Object call(LocationReader reader) throws Exception {
    List<Object> answers = new ArrayList<>();
    for (URI location : objects().keySet()) {
      answers.add(reader.stat(location));
      answers.add(Arrays.hashCode(read(reader, location, 0, LARGE)));
    }
    return answers;
  }

  private static byte[] read(LocationReader reader, URI location, long offset, long length)
      throws IOException {
    try (InputStream in = reader.open(location, offset, length)) {
      return in.readAllBytes();
    }
  }

  private static byte[] part(byte[] bytes, long offset, long length) {
    int from = (int) Math.min(offset, bytes.length);
    int to = (int) Math.min(bytes.length, from + Math.min(length, bytes.length));
    return Arrays.copyOfRange(bytes, from, to);
  }

  private void assertReads(LocationReader reader, long offset, long length) throws IOException {
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      assertArrayEquals(
          part(object.getValue(), offset, length),
          read(reader, object.getKey(), offset, length),
          () -> object.getKey() + " from " + offset + ", at most " + length + " bytes");
    }
  }

  /** Schemes are as URIs have them: lower case, without colon. */
  @Test
  public void servesSchemesInLowerCase() throws Exception {
    LocationReader reader = started();
    assertFalse(reader.schemes().isEmpty(), "the reader serves no scheme");
    for (String scheme : reader.schemes()) {
      assertTrue(scheme.matches("[a-z][a-z0-9+.-]*"), () -> "not a scheme: '" + scheme + "'");
      assertFalse("file".equals(scheme), "the host itself reads file:");
    }
  }

  /** Every object's scheme is one of those served. */
  @Test
  public void servesTheSchemesOfItsObjects() throws Exception {
    assertFalse(objects().isEmpty(), "the test tells no object");
    LocationReader reader = started();
    for (URI location : objects().keySet()) {
      assertTrue(
          reader.schemes().contains(location.getScheme().toLowerCase(Locale.ROOT)),
          () -> location + " has none of the schemes " + reader.schemes());
    }
  }

  /** A stat's size is that of the bytes. */
  @Test
  public void tellsTheSizeThatTheBytesHave() throws Exception {
    LocationReader reader = started();
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      assertEquals(
          object.getValue().length, reader.stat(object.getKey()).size(), object.getKey()::toString);
    }
  }

  /** An object is read whole. */
  @Test
  public void readsWholeObjects() throws Exception {
    LocationReader reader = started();
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      byte[] bytes = object.getValue();
      assertArrayEquals(
          bytes, read(reader, object.getKey(), 0, bytes.length), object.getKey()::toString);
    }
  }

  /** A range from within an object is that range. */
  @Test
  public void readsRanges() throws Exception {
    LocationReader reader = started();
    for (long offset : new long[] {0, 1, 7, 4096}) {
      for (long length : new long[] {1, 8, 1000}) {
        assertReads(reader, offset, length);
      }
    }
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      long last = Math.max(0, object.getValue().length - 8);
      assertArrayEquals(
          part(object.getValue(), last, 8), read(reader, object.getKey(), last, 8), "the last 8");
    }
  }

  /** No bytes are wanted, and none come. */
  @Test
  public void readsNothingWhereNothingIsWanted() throws Exception {
    assertReads(started(), 0, 0);
  }

  /** A range that goes beyond the end stops there. */
  @Test
  public void stopsAtTheEnd() throws Exception {
    LocationReader reader = started();
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      byte[] bytes = object.getValue();
      long middle = bytes.length / 2;
      for (long length : new long[] {bytes.length + 1L, Integer.MAX_VALUE, Long.MAX_VALUE}) {
        assertArrayEquals(
            part(bytes, middle, bytes.length),
            read(reader, object.getKey(), middle, length),
            () -> object.getKey() + " from " + middle + ", at most " + length + " bytes");
      }
    }
  }

  /** Behind the end there is nothing. */
  @Test
  public void readsNothingBehindTheEnd() throws Exception {
    LocationReader reader = started();
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      long end = object.getValue().length;
      for (long offset : new long[] {end, end + 1, end + (1L << 33)}) {
        assertEquals(
            0,
            read(reader, object.getKey(), offset, 10).length,
            () -> object.getKey() + " from " + offset);
      }
    }
  }

  /** A negative offset or length is refused. */
  @Test
  public void refusesNegativeRanges() throws Exception {
    LocationReader reader = started();
    URI location = objects().keySet().iterator().next();
    assertThrows(IllegalArgumentException.class, () -> read(reader, location, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> read(reader, location, 0, -1));
  }

  /** What is missing is told as such, by stat and by reading. */
  @Test
  public void tellsWhatIsMissing() throws Exception {
    LocationReader reader = started();
    assertThrows(FileNotFoundException.class, () -> reader.stat(missing()));
    assertThrows(FileNotFoundException.class, () -> read(reader, missing(), 0, 1));
  }

  /** A location of a foreign scheme is refused, not read. */
  @Test
  public void refusesForeignSchemes() throws Exception {
    LocationReader reader = started();
    URI foreign = URI.create("no-such-scheme-x://host/object");
    for (org.junit.jupiter.api.function.Executable use :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> reader.stat(foreign), () -> read(reader, foreign, 0, 1))) {
      Exception refusal = assertThrows(Exception.class, use);
      assertTrue(
          refusal instanceof IOException || refusal instanceof IllegalArgumentException,
          () -> "a foreign scheme is an IOException or an IllegalArgumentException: " + refusal);
    }
  }

  /** Two streams of one object do not disturb each other. */
  @Test
  public void readsOneObjectTwiceAtOnce() throws Exception {
    LocationReader reader = started();
    for (Map.Entry<URI, byte[]> object : objects().entrySet()) {
      byte[] bytes = object.getValue();
      try (InputStream one = reader.open(object.getKey(), 0, bytes.length);
          InputStream two = reader.open(object.getKey(), 0, bytes.length)) {
        byte[] start = one.readNBytes(bytes.length / 3);
        assertArrayEquals(bytes, two.readAllBytes(), object.getKey()::toString);
        byte[] rest = one.readAllBytes();
        assertArrayEquals(part(bytes, 0, bytes.length / 3), start, object.getKey()::toString);
        assertEquals(bytes.length, start.length + rest.length, object.getKey()::toString);
      }
    }
  }

  /** Most readers of Parquet close a stream early, and some close it twice. */
  @Test
  public void letsStreamsBeClosedEarlyAndTwice() throws Exception {
    LocationReader reader = started();
    for (URI location : objects().keySet()) {
      InputStream in = reader.open(location, 0, LARGE);
      in.read();
      in.close();
      in.close();
    }
    assertReads(reader, 0, 100);
  }

  /** A version is the same as long as the bytes are; two objects rarely share one. */
  @Test
  public void tellsVersionsThatStay() throws Exception {
    LocationReader reader = started();
    HashSet<String> texts = new HashSet<>();
    for (URI location : objects().keySet()) {
      String version = reader.stat(location).version();
      texts.add(version + reader.stat(location).size());
      assertEquals(version, reader.stat(location).version(), location::toString);
    }
    assertEquals(
        objects().values().stream().map(bytes -> Arrays.hashCode(bytes)).distinct().count() > 1,
        texts.size() > 1,
        "size and version do not tell different objects apart");
  }
}
