package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to change one cache folder: one call at a time, in all processes. */
record CacheLock(FileChannel channel) implements AutoCloseable {

  private static final long LOOK_MILLIS = 20;

  /** Waits until nobody else holds it. */
  static CacheLock take(Path folder, Cancellation cancellation) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (attempt(channel) == null) {
        cancellation.throwIfCancelled();
        Thread.sleep(LOOK_MILLIS);
      }
      return new CacheLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another call uses the cache", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another call in this process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
