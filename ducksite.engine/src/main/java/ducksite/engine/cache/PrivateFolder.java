package ducksite.engine.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this process alone, locked for as long as it lives: names of its own for the files it
 * reads, which nobody else removes. What processes that have died left behind is removed when the
 * next one begins.
 */
final class PrivateFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
  private static final String PREFIX = "cache-";
  private static final String LOCK = "lock";

  /** Folders of this process: their locks must not even be opened, closing would end them. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;

  private PrivateFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static PrivateFolder open(Path parent) throws IOException {
    Files.createDirectories(parent);
    removeAbandoned(parent);
    Path folder = Files.createTempDirectory(parent, PREFIX).toRealPath();
    HELD.add(folder);
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock.lock();
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    return new PrivateFolder(folder, lock);
  }

  Path path() {
    return folder;
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : found) {
        if (!HELD.contains(each.toRealPath()) && isAbandoned(each)) {
          remove(each);
        }
      }
    }
  }

  /** A folder without a lock file is just being made, or being removed, by another process. */
  private static boolean isAbandoned(Path folder) {
    try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return lock.tryLock() != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static void remove(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      Path last = folder.resolve(LOCK);
      for (Path file : files) {
        if (!file.equals(last)) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(last);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.debug("{} cannot be removed", folder, e);
    }
  }

  @Override
  public void close() {
    remove(folder);
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("the lock of {} cannot be given back", folder, e);
    }
    HELD.remove(folder);
  }
}
