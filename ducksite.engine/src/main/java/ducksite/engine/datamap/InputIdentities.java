package ducksite.engine.datamap;

import ducksite.engine.duck.Courtesy;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current content digest of each input of a site: one per file source and one per other file
 * that SQL reads. A thread of its own looks at the files again at most once per freshness, and in
 * between at those that the platform tells of; it rests nine times as long as it worked: a request
 * costs no system call, and the watching at most a tenth of a core. Safe for use by several
 * threads.
 */
public final class InputIdentities implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InputIdentities.class);
  private static final String UNREADABLE = "unreadable";

  /** What a file is recognised by that is not there. */
  static final String MISSING = "missing";

  /** Changes come in groups: one look for those of a moment. */
  private static final long GATHER_MILLIS = 100;

  /** Files that are looked at before anything is served; of more, the map is believed at first. */
  private static final int LOOKED_AT_FIRST = 20_000;

  private final Map<String, SeenSource> sources = new TreeMap<>();
  private final Map<String, List<Path>> inputs = new ConcurrentSkipListMap<>();
  private final Map<String, String> digests = new ConcurrentHashMap<>();
  private final long freshnessMillis;
  private final DutyCycle duty;
  private final Thread watcher;

  /**
   * Digests of these inputs, taken now and watched from now on.
   *
   * @param inputs the files of each input, by the input's name
   */
  public InputIdentities(Map<String, ? extends Collection<Path>> inputs, Duration freshness) {
    this(Map.of(), null, inputs, freshness);
  }

  /**
   * Digests of the sources of a map and of other inputs, watched from now on. What is no longer as
   * the map tells is told to its statistics.
   *
   * @param sources the files of each source, by the input's name
   * @param inputs the files of each other input, by the input's name
   */
  public InputIdentities(
      Map<String, FileList> sources,
      @Nullable Statistics statistics,
      Map<String, ? extends Collection<Path>> inputs,
      Duration freshness) {
    this(sources, statistics, inputs, freshness, new DutyCycle());
  }

  /**
   * @param duty of the thread that watches
   */
  InputIdentities(
      Map<String, FileList> sources,
      @Nullable Statistics statistics,
      Map<String, ? extends Collection<Path>> inputs,
      Duration freshness,
      DutyCycle duty) {
    this.duty = duty;
    inputs.forEach((name, files) -> this.inputs.put(name, List.copyOf(files)));
    this.freshnessMillis = Math.max(1, freshness.toMillis());
    inputs.keySet().forEach(this::refreshed);
    sources.forEach((name, files) -> this.sources.put(name, new SeenSource(files, statistics)));
    this.sources.values().stream()
        .filter(source -> source.files().size() <= LOOKED_AT_FIRST)
        .forEach(SeenSource::look);
    // A start with a million files has as many to look at while the first requests come.
    watcher =
        Thread.ofPlatform().name("ducksite-identities").daemon().start(Courtesy.of(this::watch));
  }

  /** Looks at what the platform tells of, until it is time to look at everything. */
  private void await(FolderEvents events, long patienceMillis) throws InterruptedException {
    long begun = System.nanoTime();
    for (long left = patienceMillis; left > 0; left = patienceMillis - millisSince(begun)) {
      Optional<Set<Path>> changed = events.await(left, Math.min(freshnessMillis, GATHER_MILLIS));
      if (changed.isEmpty()) {
        return;
      }
      if (!changed.get().isEmpty()) {
        duty.rest(duty.work(() -> look(changed.get())));
      }
    }
  }

  private void look(Set<Path> changed) {
    sources.values().forEach(source -> source.look(changed));
    inputs.forEach(
        (name, files) -> {
          if (files.stream().anyMatch(changed::contains)) {
            refreshed(name);
          }
        });
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  /** The folders of all files; a few too many when there are many. */
  private Set<Path> folders() {
    Set<Path> folders = new HashSet<>();
    inputs.values().forEach(files -> files.forEach(file -> folders.add(file.getParent())));
    for (SeenSource source : sources.values()) {
      source
          .files()
          .eachRun(
              (file, _) -> {
                if (folders.size() <= FolderEvents.MOST_FOLDERS) {
                  folders.add(Path.of(file.location()).getParent());
                }
              });
    }
    return folders;
  }

  /** The digest of an input as last seen; changes whenever the content of one of its files does. */
  public String digest(String input) {
    SeenSource source = sources.get(input);
    return source == null ? digests.getOrDefault(input, MISSING) : source.digest();
  }

  /** Watches another file from now on; nothing when it is watched already. */
  public void add(String input, Path file) {
    if (inputs.putIfAbsent(input, List.of(file)) == null) {
      refreshed(input);
    }
  }

  /** Looks at all files of an input now, on the caller's thread. */
  public String refreshed(String input) {
    return refreshed(input, Optional.empty());
  }

  /**
   * Looks at some files of an input now, on the caller's thread.
   *
   * @param read the files of sources that matter, whatever their source; empty for all
   */
  public String refreshed(String input, Optional<List<FileList>> read) {
    SeenSource source = sources.get(input);
    if (source != null) {
      read.ifPresentOrElse(lists -> lists.forEach(source::look), source::look);
      return source.digest();
    }
    List<Path> files = inputs.get(input);
    if (files == null) {
      return MISSING;
    }
    Digest digest = new Digest();
    for (Path file : files) {
      digest.add(file.toString()).add(identity(file));
    }
    String text = digest.hex();
    digests.put(input, text);
    return text;
  }

  private void refresh() {
    inputs.keySet().forEach(this::refreshed);
    sources.values().forEach(SeenSource::look);
  }

  private void watch() {
    try (FolderEvents events = new FolderEvents(folders())) {
      while (!Thread.currentThread().isInterrupted()) {
        long restNanos = duty.work(this::refresh);
        duty.rest(restNanos);
        long restMillis = restNanos / 1_000_000;
        // Beside a long rest there is time for what the platform tells of.
        await(
            events,
            events.isTold() ? Math.max(freshnessMillis, restMillis) : freshnessMillis - restMillis);
      }
    } catch (InterruptedException e) {
      LOG.debug("watching of input identities ends");
    }
  }

  static String identity(Path file) {
    try {
      return FileIdentity.of(file).text();
    } catch (NoSuchFileException e) {
      return MISSING;
    } catch (IOException e) {
      LOG.debug("{} cannot be looked at", file, e);
      return UNREADABLE;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
