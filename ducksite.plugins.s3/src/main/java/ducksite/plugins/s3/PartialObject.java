package ducksite.plugins.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An object while it is being fetched: a file that is filled at several places at once, and a log
 * of how far each place is, which survives the end of the process. The log is trusted only while
 * the machine has not been started again since, because nothing is forced to the disk before the
 * end. Safe for use by several threads, each at its own part.
 */
final class PartialObject implements AutoCloseable {

  private static final long PART = 8L << 20;
  private static final long SMALLEST_STEP = 32L << 10;
  private static final long LARGEST_STEP = 4L << 20;

  /** Parts in flight times one step is what a kill can lose: at most a 32nd of the object. */
  private static final long STEPS = 32;

  private final RemoteObject object;
  private final Path file;
  private final Path log;
  private final Path target;
  private final long[] positions;
  private final long[] logged;
  private final long step;
  private final FileChannel channel;
  private final FileChannel logChannel;
  private final long resumed;
  private int openParts;

  private PartialObject(
      RemoteObject object, Path file, Path target, long[] positions, boolean fresh, long step)
      throws IOException {
    this.object = object;
    this.file = file;
    this.log = logOf(file);
    this.target = target;
    this.positions = positions;
    this.logged = positions.clone();
    this.step = step;
    this.resumed = fetched(positions);
    this.openParts = positions.length;
    if (fresh) {
      Files.deleteIfExists(file);
      Files.writeString(log, header(object));
    }
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      this.logChannel = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Goes on with what an earlier process has left, or begins.
   *
   * @param file where it grows
   * @param target its place when it is whole
   * @param parallel parts that are fetched at once
   */
  static PartialObject open(RemoteObject object, Path file, Path target, int parallel)
      throws IOException {
    int parts = (int) Math.max(1, (object.size() + PART - 1) / PART);
    long[] positions = new long[parts];
    for (int i = 0; i < parts; i++) {
      positions[i] = i * PART;
    }
    boolean resumed = Files.isRegularFile(file) && restore(object, file, positions);
    long step =
        Math.clamp(
            object.size() / (STEPS * Math.min(parallel, parts)), SMALLEST_STEP, LARGEST_STEP);
    return new PartialObject(object, file, target, positions, !resumed, step);
  }

  static Path logOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".log");
  }

  private static boolean restore(RemoteObject object, Path file, long[] positions)
      throws IOException {
    Path log = logOf(file);
    if (!Files.isRegularFile(log)) {
      return false;
    }
    String text = Files.readString(log, StandardCharsets.UTF_8);
    if (!text.startsWith(header(object))) {
      return false;
    }
    // A last line without its end was being written when the process ended.
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList();
    for (String line : lines) {
      int space = line.indexOf(' ');
      int part = Integer.parseInt(line.substring(0, space));
      positions[part] = Math.max(positions[part], Long.parseLong(line.substring(space + 1)));
    }
    return true;
  }

  private static String header(RemoteObject object) throws IOException {
    return "ducksite-s3 1 " + BootId.current() + " " + object.size() + " " + object.etag() + "\n";
  }

  int parts() {
    return positions.length;
  }

  /** Bytes that an earlier process has fetched. */
  long resumed() {
    return resumed;
  }

  private static long fetched(long[] reached) {
    long sum = 0;
    for (int i = 0; i < reached.length; i++) {
      sum += reached[i] - i * PART;
    }
    return sum;
  }

  synchronized long position(int part) {
    return positions[part];
  }

  long end(int part) {
    return Math.min(object.size(), (part + 1) * PART);
  }

  /** Writes the next bytes of a part; the log follows at every step and at the part's end. */
  void append(int part, ByteBuffer bytes) throws IOException {
    long at = position(part);
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    synchronized (this) {
      positions[part] = at;
      if (at - logged[part] >= step || at == end(part)) {
        log(part);
      }
    }
  }

  /**
   * Ends a part. With the last one the file is on the disk and takes its place.
   *
   * @return whether it was the last one
   */
  synchronized boolean finish() throws IOException {
    openParts--;
    if (openParts > 0) {
      return false;
    }
    channel.force(true);
    close();
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(log);
    return true;
  }

  /** Leaves the file and a log of all that is in it. */
  @Override
  public synchronized void close() throws IOException {
    try (channel;
        logChannel) {
      for (int part = 0; logChannel.isOpen() && part < positions.length; part++) {
        if (positions[part] > logged[part]) {
          log(part);
        }
      }
    }
  }

  private void log(int part) throws IOException {
    logged[part] = positions[part];
    byte[] line = (part + " " + positions[part] + "\n").getBytes(StandardCharsets.UTF_8);
    logChannel.write(ByteBuffer.wrap(line));
  }
}
