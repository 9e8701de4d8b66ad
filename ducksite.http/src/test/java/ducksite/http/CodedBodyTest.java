package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodedBodyTest {

  private static byte[] text(int length) {
    Random random = new Random(length);
    byte[] text = new byte[length];
    for (int index = 0; index < length; index++) {
      text[index] = (byte) (random.nextInt(10) == 0 ? '\n' : 'a' + random.nextInt(8));
    }
    return text;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCodedWholeIsReadBack(ContentCoding coding) throws IOException {
    for (int length : new int[] {0, 1, 511, 70_000, ZstdBody.FRAME + 1}) {
      byte[] body = text(length);
      assertArrayEquals(body, Decoded.of(coding.token(), coding.encode(body)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCodedOnItsWayIsReadBack(ContentCoding coding) throws IOException {
    for (int length :
        new int[] {0, 1, ZstdBody.FRAME - 1, ZstdBody.FRAME, ZstdBody.FRAME + 1, 1_000_000}) {
      byte[] body = text(length);
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      try (CodedBody coded = coding.stream(sink)) {
        int at = 0;
        for (int part = 1; at < length; part = part * 3 % 70_001 + 1) {
          int end = Math.min(length, at + part);
          coded.write(body, at, end - at);
          coded.flush();
          at = end;
        }
        coded.finish();
      }
      assertArrayEquals(body, Decoded.of(coding.token(), sink.toByteArray()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFlushedCanBeRead(ContentCoding coding) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (CodedBody coded = coding.stream(sink)) {
      coded.write("first\n".getBytes());
      coded.flush();
      assertEquals("first\n", new String(Decoded.start(coding.token(), sink.toByteArray(), 6)));
    }
  }

  @Test
  void aGzipBodyThatIsNotFinishedHasNoEnd() throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (CodedBody coded = ContentCoding.GZIP.stream(sink)) {
      coded.write(text(100_000));
      coded.flush();
    }
    assertThrows(IOException.class, () -> Decoded.of("gzip", sink.toByteArray()));
  }

  @Test
  void aZstandardBodyThatIsNotFinishedKeepsItsLastFrame() throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    byte[] body = text(ZstdBody.FRAME);
    try (CodedBody coded = ContentCoding.ZSTD.stream(sink)) {
      coded.write(body);
      assertEquals(0, sink.size());
      coded.write('x');
    }
    assertArrayEquals(body, Decoded.of("zstd", sink.toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void codedTextsAreSmaller(String token) throws IOException {
    ContentCoding coding =
        Arrays.stream(ContentCoding.values())
            .filter(each -> each.token().equals(token))
            .findFirst()
            .orElseThrow();
    byte[] lines = "{\"region\":\"north\",\"amount\":12.5}\n".repeat(20_000).getBytes();
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (CodedBody coded = coding.stream(sink)) {
      coded.write(lines);
      coded.finish();
    }
    assertTrue(sink.size() < lines.length / 20, sink.size() + " of " + lines.length);
    assertTrue(coding.encode(lines).length < lines.length / 20);
  }
}
