package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.location.LocationReader;
import ducksite.api.location.LocationStat;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The contract of readers fails, by the test that is meant, for readers that break it. */
final class LocationContractTest {

  private static final Map<URI, byte[]> OBJECTS =
      Map.of(URI.create("mem:/a"), bytes(200_000), URI.create("mem:/empty"), new byte[0]);

  private static LocationReader subject;

  /** The contract as an author extends it. */
  static final class Extended extends LocationReaderContract {
    @Override
    protected LocationReader reader() {
      return subject;
    }

    @Override
    protected Map<URI, byte[]> objects() {
      return OBJECTS;
    }

    @Override
    protected URI missing() {
      return URI.create("mem:/no");
    }
  }

  /** A correct reader of the objects, for others to break. */
  private static class Memory implements LocationReader {
    @Override
    public Set<String> schemes() {
      return Set.of("mem");
    }

    @Override
    public LocationStat stat(URI location) throws IOException {
      return LocationStat.of(object(location).length, Integer.toString(object(location).length));
    }

    @Override
    public InputStream open(URI location, long offset, long length) throws IOException {
      if (offset < 0 || length < 0) {
        throw new IllegalArgumentException("negative");
      }
      byte[] bytes = object(location);
      int from = (int) Math.min(offset, bytes.length);
      return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
    }

    byte[] object(URI location) throws IOException {
      byte[] bytes = OBJECTS.get(location);
      if (bytes == null) {
        throw new FileNotFoundException(location.toString());
      }
      return bytes;
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  private static Set<String> failures(LocationReader reader) {
    subject = reader;
    return Verdict.of(Extended.class).failed().keySet();
  }

  @Test
  void aGoodReaderPassesEveryTest() {
    subject = new Memory();
    Verdict verdict = Verdict.of(Extended.class);
    assertEquals(Map.of(), verdict.failed());
    assertEquals(Set.of(), verdict.aborted());
    assertEquals(20, verdict.passed().size(), verdict.passed()::toString);
  }

  @Test
  void aReaderThatIgnoresTheLengthFails() {
    LocationReader whole =
        new Memory() {
          @Override
          public InputStream open(URI location, long offset, long length) throws IOException {
            return super.open(location, offset, length < 0 ? length : Long.MAX_VALUE);
          }
        };
    assertTrue(
        failures(whole).containsAll(Set.of("readsRanges", "readsNothingWhereNothingIsWanted")));
  }

  @Test
  void aReaderThatFailsAtTheEndFails() {
    LocationReader strict =
        new Memory() {
          @Override
          public InputStream open(URI location, long offset, long length) throws IOException {
            if (offset > object(location).length) {
              throw new IOException("416");
            }
            return super.open(location, offset, length);
          }
        };
    assertTrue(failures(strict).contains("readsNothingBehindTheEnd"));
  }

  @Test
  void aReaderWhoseEndOverflowsFails() {
    LocationReader overflowing =
        new Memory() {
          @Override
          public InputStream open(URI location, long offset, long length) throws IOException {
            byte[] bytes = object(location);
            InputStream good = super.open(location, offset, length);
            return offset + length > bytes.length || offset + length < 0
                ? InputStream.nullInputStream()
                : good;
          }
        };
    assertTrue(failures(overflowing).contains("stopsAtTheEnd"));
  }

  @Test
  void aReaderThatTakesWhatIsMissingForEmptyFails() {
    LocationReader blind =
        new Memory() {
          @Override
          byte[] object(URI location) {
            return OBJECTS.getOrDefault(location, new byte[0]);
          }
        };
    assertEquals(Set.of("tellsWhatIsMissing", "refusesForeignSchemes"), failures(blind));
  }

  @Test
  void aReaderWithOneStreamForAllFails() {
    LocationReader sharing =
        new Memory() {
          private final ByteArrayInputStream only =
              new ByteArrayInputStream(OBJECTS.get(URI.create("mem:/a")));

          @Override
          public InputStream open(URI location, long offset, long length) throws IOException {
            boolean whole = location.getPath().equals("/a") && offset == 0 && length == 200_000;
            return whole ? only : super.open(location, offset, length);
          }
        };
    assertTrue(failures(sharing).contains("readsOneObjectTwiceAtOnce"));
  }

  @Test
  void aSizeOrAVersionThatIsNotTrueFails() {
    AtomicLong calls = new AtomicLong();
    LocationReader liar =
        new Memory() {
          @Override
          public LocationStat stat(URI location) throws IOException {
            return LocationStat.of(object(location).length + 1, "v" + calls.incrementAndGet());
          }
        };
    assertEquals(
        Set.of(
            "tellsTheSizeThatTheBytesHave",
            "tellsVersionsThatStay",
            "answersTheSameTwice",
            "answersTheSameToSeveralThreads"),
        failures(liar));
  }

  @Test
  void schemesThatNoUriHasFail() {
    LocationReader loud =
        new Memory() {
          @Override
          public Set<String> schemes() {
            return Set.of("MEM:");
          }
        };
    assertEquals(
        Set.of("servesSchemesInLowerCase", "servesTheSchemesOfItsObjects"), failures(loud));
  }

  @Test
  void aNegativeRangeThatIsReadFails() {
    LocationReader lenient =
        new Memory() {
          @Override
          public InputStream open(URI location, long offset, long length) throws IOException {
            return super.open(location, Math.max(offset, 0), Math.max(length, 0));
          }
        };
    assertEquals(Set.of("refusesNegativeRanges"), failures(lenient));
  }
}
