package ducksite.engine.datamap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a file's content is recognised without reading it. A file that is rewritten in place with the
 * same size and an old modification time still differs in its change time.
 *
 * @param size bytes
 * @param modifiedNanos modification time, nanoseconds since 1970
 * @param changedNanos inode change time, nanoseconds since 1970
 * @param inode inode number
 */
public record FileIdentity(long size, long modifiedNanos, long changedNanos, long inode) {

  /** What an identity is made of, and what kind of thing the path names. */
  static final String ATTRIBUTES =
      "unix:size,lastModifiedTime,ctime,ino,isRegularFile,isSymbolicLink";

  /**
   * The identity of a file as it is now.
   *
   * @throws IOException when it does not exist or cannot be looked at
   */
  public static FileIdentity of(Path file) throws IOException {
    return of(Files.readAttributes(file, ATTRIBUTES));
  }

  static FileIdentity of(Map<String, Object> attributes) {
    return new FileIdentity(
        (Long) attributes.get("size"),
        nanos(attributes.get("lastModifiedTime")),
        nanos(attributes.get("ctime")),
        ((Number) attributes.get("ino")).longValue());
  }

  /** The identity as text for digests and entity tags. */
  public String text() {
    return Long.toHexString(size)
        + '-'
        + Long.toHexString(modifiedNanos)
        + '-'
        + Long.toHexString(changedNanos)
        + '-'
        + Long.toHexString(inode);
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }
}
