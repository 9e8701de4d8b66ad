package ducksite.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one process's private copies, made when the first is needed. A file lock tells that
 * its owner lives; what a process left that could not end in order is removed by the next one. Safe
 * for use by several threads.
 */
final class WorkFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
  private static final String PREFIX = "host-";
  private static final String LOCK = ".lock";

  /** Within one process file locks do not exclude each other. */
  private static final Object PROCESS = new Object();

  private final Path parent;
  private final AtomicInteger copies = new AtomicInteger();
  private @Nullable Path own;
  private @Nullable FileChannel alive;

  WorkFolder(Path parent) {
    this.parent = parent;
  }

  /**
   * A name for a new folder of its own for one plugin, below the process's.
   *
   * @throws UncheckedIOException when the process's folder cannot be made
   */
  synchronized Path next() {
    if (own == null) {
      try {
        open();
      } catch (IOException e) {
        throw new UncheckedIOException("work folder of plugins cannot be made: " + parent, e);
      }
    }
    return own.resolve(Integer.toString(copies.incrementAndGet()));
  }

  private void open() throws IOException {
    Files.createDirectories(parent);
    synchronized (PROCESS) {
      try (FileChannel gate = channel(parent.resolve("gate" + LOCK));
          FileLock _ = gate.lock()) {
        removeAbandoned();
        Path folder = Files.createTempDirectory(parent, PREFIX);
        FileChannel channel = channel(lockOf(folder));
        channel.lock();
        alive = channel;
        own = folder;
      }
    }
  }

  private void removeAbandoned() throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(parent)) {
      folders =
          entries
              .filter(each -> each.getFileName().toString().startsWith(PREFIX))
              .map(WorkFolder::folderOf)
              .distinct()
              .toList();
    }
    folders.forEach(WorkFolder::removeIfAbandoned);
  }

  /** One that cannot be removed, perhaps another user's, is in nobody's way. */
  private static void removeIfAbandoned(Path folder) {
    try {
      if (!isAlive(folder)) {
        LOG.debug("removing {}, which a process left behind", folder);
        PrivateCopy.delete(folder);
        Files.deleteIfExists(lockOf(folder));
      }
    } catch (IOException e) {
      LOG.warn("{}, which a process left behind, cannot be removed: {}", folder, e.toString());
    }
  }

  private static boolean isAlive(Path folder) throws IOException {
    try (FileChannel channel = channel(lockOf(folder));
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** The folder of an entry, which is the folder or its lock: a kill may leave either. */
  private static Path folderOf(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(LOCK)
        ? entry.resolveSibling(name.substring(0, name.length() - LOCK.length()))
        : entry;
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Removes the process's folder. */
  @Override
  public synchronized void close() {
    if (own == null || alive == null) {
      return;
    }
    try {
      PrivateCopy.delete(own);
      alive.close();
      Files.deleteIfExists(lockOf(own));
    } catch (IOException e) {
      LOG.warn("private copies of plugins cannot be removed from {}: {}", own, e.toString());
    }
    own = null;
  }
}
