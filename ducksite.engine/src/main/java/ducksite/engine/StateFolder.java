package ducksite.engine;

import ducksite.engine.datamap.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The private state of a project: the lock, the generations and the pointer to the current one,
 * caches and temporary files. A generation appears by one rename and becomes current by another; a
 * crash at any moment leaves the former one.
 */
public final class StateFolder {

  private static final String UNFINISHED = ".unfinished-";
  private static final int LOCK_NAME = 16;

  /** The lock files that this process holds. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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

  /** Kept results of routes. */
  public Path results() {
    return cache().resolve("results");
  }

  /** Files that no longer matter once their maker has ended. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  /** What outlives builds: how far incremental runs have come. */
  public Path runtime() {
    return folder.resolve("runtime.sqlite");
  }

  /** The right to write, or to do one kind of work, held until closed. */
  public static final class Lock implements AutoCloseable {

    private final Path path;
    private final RandomAccessFile file;

    private Lock(Path path, RandomAccessFile file) {
      this.path = path;
      this.file = file;
    }

    /** Gives the right back; closing twice does nothing. */
    @Override
    public void close() throws IOException {
      if (file.getChannel().isOpen()) {
        file.close();
        HELD.remove(path);
      }
    }
  }

  /**
   * Takes the right to write.
   *
   * @throws StateException when another process has it
   * @throws IOException when the folder cannot be written
   */
  public Lock lock() throws IOException {
    return lock("lock", "writes to " + folder);
  }

  /**
   * Takes the right to do some work that only one process may do at a time.
   *
   * @param name of the work, any text
   * @param doing what a process does that has it, as in {@code runs the route}
   * @throws StateException when another process has it
   * @throws IOException when the folder cannot be written
   */
  public Lock lockWork(String name, String doing) throws IOException {
    return lock("lock-" + new Digest().add(name).hex().substring(0, LOCK_NAME), doing);
  }

  private Lock lock(String name, String doing) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
    Path path = folder.toRealPath().resolve(name);
    if (!HELD.add(path)) {
      // The file is not even opened: closing it would end this process's own lock on it.
      throw locked(doing, " (this process)");
    }
    try {
      return new Lock(path, locked(path, doing));
    } catch (IOException | RuntimeException e) {
      HELD.remove(path);
      throw e;
    }
  }

  private RandomAccessFile locked(Path path, String doing) throws IOException {
    RandomAccessFile file = opened(path);
    try {
      if (file.getChannel().tryLock() == null) {
        throw locked(doing, holder(path));
      }
      file.setLength(0);
      file.write(
          (ProcessHandle.current().pid() + " " + host() + "\n").getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private RandomAccessFile opened(Path path) throws IOException {
    try {
      return new RandomAccessFile(path.toFile(), "rw");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private StateException unwritable(IOException why) {
    return new StateException(
        "state/unwritable",
        "the state folder " + folder + " cannot be written: " + FileFailure.reason(why),
        "make it writable, or choose another folder with --state");
  }

  private static StateException locked(String doing, String holder) {
    return new StateException(
        "state/locked",
        "another process " + doing + holder,
        "wait until it has ended, or choose another folder with --state");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // Containers need not know their own name.
      return "localhost";
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

  /**
   * Makes a filled folder the current generation. Needs the lock.
   *
   * @param safe files in it that are on the disk already
   */
  Generation publish(Path filled, Set<Path> safe) throws IOException {
    long former = published();
    long number = list().stream().mapToLong(Generation::number).max().orElse(0) + 1;
    AtomicFiles.syncAll(filled, safe);
    Path target = generations().resolve(Long.toString(number));
    Files.move(filled, target, StandardCopyOption.ATOMIC_MOVE);
    AtomicFiles.sync(generations());
    Generation generation = new Generation(number, target);
    AtomicFiles.write(folder.resolve("current"), number + "\n");
    removeOld(Set.of(number, former));
    return generation;
  }

  /** The current generation's number; 0 when there is none, or the pointer is damaged. */
  private long published() throws IOException {
    try {
      return current().map(Generation::number).orElse(0L);
    } catch (StateException e) {
      // Publishing is what repairs a damaged pointer.
      return 0;
    }
  }

  /** Keeps the current generation and the former one, which a running server may still read. */
  private void removeOld(Set<Long> kept) throws IOException {
    for (Generation generation : list()) {
      if (!kept.contains(generation.number())) {
        AtomicFiles.deleteAll(generation.folder());
      }
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

  private static String holder(Path path) {
    try {
      String[] words = Files.readString(path).strip().split(" ", 2);
      return words.length == 2 ? " (process " + words[0] + " on " + words[1] + ")" : "";
    } catch (IOException e) {
      return "";
    }
  }
}
