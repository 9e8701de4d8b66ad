package ducksite.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The private state of a project: the lock, the generations and the pointer to the current one,
 * caches and temporary files. A generation appears by one rename and becomes current by another; a
 * crash at any moment leaves the former one.
 */
public final class StateFolder {

  private static final String UNFINISHED = ".unfinished-";

  /** Generations kept: the current one and the one that a running server may still read. */
  private static final int KEPT = 2;

  private final Path folder;

  /** The state at a folder; it is made at the first write. */
  public StateFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** Files that can be made again. */
  public Path cache() {
    return folder.resolve("cache");
  }

  /** Files that no longer matter once their maker has ended. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  /** The right to write, held until closed. */
  public static final class Lock implements AutoCloseable {

    private final RandomAccessFile file;
    private final FileLock lock;

    private Lock(RandomAccessFile file, FileLock lock) {
      this.file = file;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      lock.release();
      file.close();
    }
  }

  /**
   * Takes the right to write.
   *
   * @throws StateException when another process has it
   * @throws IOException when the folder cannot be written
   */
  public Lock lock() throws IOException {
    Files.createDirectories(folder);
    Path path = folder.resolve("lock");
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    FileLock lock = null;
    try {
      lock = tryLock(file);
      if (lock == null) {
        throw new StateException(
            "state/locked",
            "another process writes to " + folder + holder(path),
            "wait until it has ended, or choose another folder with --state");
      }
      file.setLength(0);
      file.write(
          (ProcessHandle.current().pid() + " " + InetAddress.getLocalHost().getHostName() + "\n")
              .getBytes(StandardCharsets.UTF_8));
      return new Lock(file, lock);
    } finally {
      if (lock == null) {
        file.close();
      }
    }
  }

  /** The generation that is served, if any has been published. */
  public Optional<Generation> current() throws IOException {
    String text;
    try {
      text = Files.readString(folder.resolve("current")).strip();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!text.matches("\\d{1,18}")) {
      throw new StateException(
          "state/damaged",
          "the pointer " + folder.resolve("current") + " names no generation",
          "run ducksite build");
    }
    Path generation = generations().resolve(text);
    return Files.isDirectory(generation)
        ? Optional.of(new Generation(Long.parseLong(text), generation))
        : Optional.empty();
  }

  /** A new folder to fill; nobody sees it until it is published. Needs the lock. */
  Path newGeneration() throws IOException {
    removeUnfinished();
    Files.createDirectories(generations());
    return Files.createTempDirectory(generations(), UNFINISHED);
  }

  /** Makes a filled folder the current generation. Needs the lock. */
  Generation publish(Path filled) throws IOException {
    long number = list().stream().mapToLong(Generation::number).max().orElse(0) + 1;
    AtomicFiles.syncAll(filled);
    Path target = generations().resolve(Long.toString(number));
    Files.move(filled, target, StandardCopyOption.ATOMIC_MOVE);
    AtomicFiles.sync(generations());
    Generation generation = new Generation(number, target);
    AtomicFiles.write(folder.resolve("current"), number + "\n");
    removeOld(number);
    return generation;
  }

  private void removeOld(long current) throws IOException {
    List<Generation> old =
        list().stream()
            .filter(generation -> generation.number() != current)
            .sorted(Comparator.comparingLong(Generation::number).reversed())
            .skip(KEPT - 1)
            .toList();
    for (Generation generation : old) {
      AtomicFiles.deleteAll(generation.folder());
    }
  }

  private void removeUnfinished() throws IOException {
    for (Path entry : entries()) {
      if (entry.getFileName().toString().startsWith(UNFINISHED)) {
        AtomicFiles.deleteAll(entry);
      }
    }
  }

  private List<Generation> list() throws IOException {
    return entries().stream()
        .filter(entry -> entry.getFileName().toString().matches("\\d{1,18}"))
        .map(entry -> new Generation(Long.parseLong(entry.getFileName().toString()), entry))
        .toList();
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(generations())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(generations())) {
      return entries.toList();
    }
  }

  private Path generations() {
    return folder.resolve("generations");
  }

  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(Path path) {
    try {
      String[] words = Files.readString(path).strip().split(" ", 2);
      return words.length == 2 ? " (process " + words[0] + " on " + words[1] + ")" : "";
    } catch (IOException e) {
      return "";
    }
  }
}
