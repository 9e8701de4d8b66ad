package ducksite.engine.plugin.verify;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What a zip's table of contents says that {@link java.util.zip.ZipFile} keeps to itself: which
 * entries are symbolic links. A file that is no zip, or one of the 64-bit format, has none here;
 * {@code ZipFile} judges the rest.
 */
record CentralDirectory(Set<String> links) {

  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;
  private static final int COMMENT = 0xFFFF;
  private static final int UNIX = 3;
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;

  /** Larger tables are not searched: some 20 million entries. */
  private static final long LARGEST = 1L << 30;

  static CentralDirectory read(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      long length = file.length();
      int tailLength = (int) Math.min(length, END_LENGTH + COMMENT);
      ByteBuffer tail = read(file, length - tailLength, tailLength);
      for (int at = tailLength - END_LENGTH; at >= 0; at--) {
        if (tail.getInt(at) == END) {
          long size = Integer.toUnsignedLong(tail.getInt(at + 12));
          long start = length - tailLength + at - size;
          return new CentralDirectory(
              start < 0 || size > LARGEST ? Set.of() : links(read(file, start, (int) size)));
        }
      }
    }
    return new CentralDirectory(Set.of());
  }

  private static Set<String> links(ByteBuffer table) {
    Set<String> links = new HashSet<>();
    int at = 0;
    while (at + ENTRY_LENGTH <= table.limit() && table.getInt(at) == ENTRY) {
      int name = Short.toUnsignedInt(table.getShort(at + 28));
      int rest =
          Short.toUnsignedInt(table.getShort(at + 30))
              + Short.toUnsignedInt(table.getShort(at + 32));
      int mode = table.getInt(at + 38) >>> 16;
      if (table.get(at + 5) == UNIX
          && (mode & TYPE) == LINK
          && at + ENTRY_LENGTH + name <= table.limit()) {
        links.add(new String(table.array(), at + ENTRY_LENGTH, name, StandardCharsets.UTF_8));
      }
      at += ENTRY_LENGTH + name + rest;
    }
    return links;
  }

  private static ByteBuffer read(RandomAccessFile file, long start, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(start);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
