package ducksite.engine.project;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes as the text of a project: strict UTF-8 without a byte order mark, lines ending with a line
 * feed, no NUL.
 */
final class SourceDecoder {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceDecoder() {}

  static Optional<SourceText> decode(String file, byte[] bytes, Problems problems) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(input, output, true);
    SourceText source = new SourceText(file, normal(output.flip().toString()));
    if (result.isError()) {
      String message =
          "the file is not UTF-8: byte 0x%02X does not belong here"
              .formatted(bytes[input.position()]);
      problems.add(
          source.problem(
              "file/not-utf8",
              Severity.ERROR,
              source.text().length(),
              message,
              "save the file as UTF-8"));
      return Optional.empty();
    }
    int nul = source.text().indexOf('\0');
    if (nul >= 0) {
      problems.add(
          source.problem(
              "file/nul-byte",
              Severity.ERROR,
              nul,
              "the file contains a NUL byte",
              "this is not a text file"));
      return Optional.empty();
    }
    return Optional.of(source);
  }

  private static String normal(String text) {
    String unmarked =
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    return unmarked.replace("\r\n", "\n");
  }
}
