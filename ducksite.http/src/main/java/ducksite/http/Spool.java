package ducksite.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The way of a body from the thread that makes it to the connection that sends it. The writer never
 * waits for the reader: a bounded queue in memory takes the bytes, beyond it a file under a quota.
 * Once the reader has emptied the file, the queue is used again. One writer, one reader; state
 * guarded by this object's lock.
 */
final class Spool extends OutputStream {

  static final int CHUNK = 64 * 1024;

  private final Path folder;
  private final int memoryLimit;
  private final long fileLimit;
  private final Deque<ByteBuffer> queue = new ArrayDeque<>();
  private byte[] chunk = new byte[CHUNK];
  private int filled;
  private int queued;
  private @Nullable FileChannel file;
  private long written;
  private long read;
  private long total;
  private boolean finished;
  private boolean abandoned;
  private @Nullable Throwable failure;
  private @Nullable Runnable wakeUp;
  private boolean woken;

  /**
   * An empty spool.
   *
   * @param folder where the file goes, should one be needed
   * @param memoryLimit bytes kept in memory
   * @param fileLimit bytes kept in the file
   */
  Spool(Path folder, int memoryLimit, long fileLimit) {
    this.folder = folder;
    this.memoryLimit = memoryLimit;
    this.fileLimit = fileLimit;
  }

  /** Thrown to the writer when the reader has gone: its result is no longer wanted. */
  static final class AbandonedException extends IOException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
      super("the client has gone");
    }
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == chunk.length) {
      flush();
    }
    chunk[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == chunk.length) {
        flush();
      }
      int part = Math.min(left, chunk.length - filled);
      System.arraycopy(bytes, from, chunk, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  /** Hands the buffered bytes over to the reader. */
  @Override
  public void flush() throws IOException {
    handOver(false);
  }

  /** Hands the buffered bytes over; at the end the reader hears of both at once. */
  private void handOver(boolean end) throws IOException {
    if (filled == 0) {
      return;
    }
    // A few bytes do not keep a whole chunk: a writer may flush after each line.
    boolean small = filled < CHUNK / 4;
    ByteBuffer full = ByteBuffer.wrap(small ? Arrays.copyOf(chunk, filled) : chunk, 0, filled);
    Runnable reader;
    synchronized (this) {
      if (abandoned) {
        throw new AbandonedException();
      }
      total += filled;
      if (file == null && queued + filled <= memoryLimit) {
        queue.add(full);
        queued += filled;
        chunk = small ? chunk : new byte[CHUNK];
      } else {
        spill(full);
      }
      filled = 0;
      finished = end;
      reader = takeWakeUp();
    }
    run(reader);
  }

  /** Ends the body; the reader sees the end after the last byte. */
  @Override
  public void close() throws IOException {
    handOver(true);
    Runnable reader;
    synchronized (this) {
      finished = true;
      reader = takeWakeUp();
    }
    run(reader);
  }

  /** Whether the end is known, so that {@link #total} is the body's length. */
  synchronized boolean isComplete() {
    return finished && failure == null;
  }

  /**
   * Ends the body with a failure: the reader breaks the connection instead of ending it cleanly.
   */
  void fail(Throwable cause) {
    Runnable reader;
    synchronized (this) {
      failure = cause;
      finished = true;
      reader = takeWakeUp();
    }
    run(reader);
  }

  /**
   * Frees everything; the writer's next write fails. Called by the reader, at the end or when the
   * client has gone.
   */
  synchronized void abandon() {
    abandoned = true;
    queue.clear();
    queued = 0;
    closeFile();
    notifyAll();
  }

  /** Waits, on the writer's thread, until the reader has taken all that was handed over. */
  synchronized void awaitRead() throws InterruptedException {
    while (!abandoned && (!queue.isEmpty() || read < written)) {
      wait();
    }
  }

  /**
   * Takes back the reader's wish to be woken, unless it has been woken before: then it may have
   * sent bytes, and waits for more.
   *
   * @return whether it has not been woken yet
   */
  synchronized boolean detach() {
    boolean waiting = wakeUp != null && !woken;
    wakeUp = waiting ? null : wakeUp;
    return waiting;
  }

  /** Bytes handed over so far. */
  synchronized long total() {
    return total;
  }

  /** Whether the body has ended and nothing of it is left to read. */
  synchronized boolean isFinished() {
    return finished && queue.isEmpty() && read == written;
  }

  synchronized @Nullable Throwable failure() {
    return failure;
  }

  synchronized boolean isAbandoned() {
    return abandoned;
  }

  /**
   * The next bytes.
   *
   * @param whenReadable run once, on the writer's thread, when null is returned and there is more
   *     to read or the end is known
   * @return null when nothing is there now; ask {@link #isFinished()} whether more will come
   */
  synchronized @Nullable ByteBuffer next(Runnable whenReadable) throws IOException {
    ByteBuffer head = queue.poll();
    if (head != null) {
      queued -= head.remaining();
      notifyAll();
      return head;
    }
    if (file != null && read < written) {
      int size = (int) Math.min(Math.min(CHUNK, written - read), untilWrap(read));
      ByteBuffer buffer = ByteBuffer.allocate(size);
      while (buffer.hasRemaining()) {
        int count = file.read(buffer, read % fileLimit);
        if (count < 0) {
          throw new IOException("the spool file is shorter than what was written to it");
        }
        read += count;
      }
      if (read == written) {
        closeFile();
        notifyAll();
      }
      return buffer.flip();
    }
    if (!finished) {
      wakeUp = whenReadable;
    }
    return null;
  }

  private void spill(ByteBuffer bytes) throws IOException {
    if (file == null) {
      Files.createDirectories(folder);
      Path path = Files.createTempFile(folder, "spool-", ".tmp");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    if (written - read + bytes.remaining() > fileLimit) {
      throw new IOException(
          "the client is too slow: more than " + fileLimit + " bytes wait for it");
    }
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit((int) Math.min(end, bytes.position() + untilWrap(written)));
      written += file.write(bytes, written % fileLimit);
    }
  }

  /** The file is a ring: bytes up to where the offset comes back to its beginning. */
  private long untilWrap(long offset) {
    return fileLimit - offset % fileLimit;
  }

  private void closeFile() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        org.slf4j.LoggerFactory.getLogger(Spool.class).warn("a spool file cannot be closed", e);
      }
      file = null;
      written = 0;
      read = 0;
    }
  }

  private @Nullable Runnable takeWakeUp() {
    Runnable reader = wakeUp;
    wakeUp = null;
    woken |= reader != null;
    return reader;
  }

  private static void run(@Nullable Runnable reader) {
    if (reader != null) {
      reader.run();
    }
  }
}
