package ducksite.engine.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a file system tells of a file's content without opening it. A change within the tick of its
 * clock need not show: a file that is new to it cannot be told from its next version.
 *
 * @param text size, inode, and the times of the last changes
 * @param changedNanos the later of these times, nanoseconds since 1970
 */
record FileTimes(String text, long changedNanos) {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The facts of a file, links followed. */
  static FileTimes of(Path file) throws IOException {
    Map<String, Object> found = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
    long modified = ((FileTime) found.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS);
    long changed = ((FileTime) found.get("ctime")).to(TimeUnit.NANOSECONDS);
    return new FileTimes(
        found.get("size") + "-" + found.get("ino") + "-" + modified + "-" + changed,
        Math.max(modified, changed));
  }

  /** Whether the next version might look the same. */
  boolean areNew() {
    return System.currentTimeMillis() * 1_000_000 - changedNanos < TICK_NANOS;
  }
}
