package ducksite.engine.datamap;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform tells of changes in folders. Where it tells nothing, for there are too many
 * folders or it has no events, waiting is all that this does. Confined to one thread, but for
 * closing.
 */
final class FolderEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  /** More would take what other programs of the same user may need. */
  static final int MOST_FOLDERS = 2000;

  /** More files at once are looked at like all others. */
  private static final int MOST_FILES = 1000;

  private final @Nullable WatchService service;

  /** Watches folders from now on. */
  FolderEvents(Collection<Path> folders) {
    service = folders.isEmpty() || folders.size() > MOST_FOLDERS ? null : watching(folders);
  }

  private static @Nullable WatchService watching(Collection<Path> folders) {
    @Nullable WatchService made = null;
    try {
      made = FileSystems.getDefault().newWatchService();
      for (Path folder : folders) {
        folder.register(
            made,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      }
      return made;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("changes of files are found by looking alone: {}", e.toString());
      close(made);
      return null;
    }
  }

  /** Whether the platform tells of changes. */
  boolean isTold() {
    return service != null;
  }

  /**
   * Waits for changes, and a little for those that follow them.
   *
   * @param patienceMillis how long at most
   * @param gatherMillis how long changes are gathered from the first one on
   * @return the files that have changed; nothing when there may be others too; none when the time
   *     has passed
   */
  Optional<Set<Path>> await(long patienceMillis, long gatherMillis) throws InterruptedException {
    Set<Path> files = new HashSet<>();
    if (service == null) {
      Thread.sleep(patienceMillis);
      return Optional.of(files);
    }
    try {
      @Nullable WatchKey key = service.poll(patienceMillis, TimeUnit.MILLISECONDS);
      if (key == null) {
        return Optional.of(files);
      }
      Thread.sleep(gatherMillis);
      boolean all = false;
      for (; key != null; key = service.poll()) {
        all |= !gather(key, files);
      }
      return all || files.size() > MOST_FILES ? Optional.empty() : Optional.of(files);
    } catch (ClosedWatchServiceException e) {
      throw new InterruptedException("the watching has ended");
    }
  }

  /** Whether what the key tells is all there is. */
  private static boolean gather(WatchKey key, Set<Path> files) {
    boolean whole = true;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name) {
        files.add(((Path) key.watchable()).resolve(name));
      } else {
        whole = false;
      }
    }
    // A folder that is gone has changed as a whole.
    return key.reset() && whole;
  }

  private static void close(@Nullable WatchService made) {
    if (made != null) {
      try {
        made.close();
      } catch (IOException e) {
        LOG.debug("a watch service cannot be closed", e);
      }
    }
  }

  @Override
  public void close() {
    close(service);
  }
}
