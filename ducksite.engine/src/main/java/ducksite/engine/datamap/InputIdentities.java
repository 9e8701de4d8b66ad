package ducksite.engine.datamap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current content digest of each input of a site: one per file source and one per other file
 * that SQL reads. A thread of its own looks at the files again at most once per freshness, and
 * rests nine times as long as it worked: a request costs no system call, and the watching at most a
 * tenth of a core. Safe for use by several threads.
 */
public final class InputIdentities implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InputIdentities.class);
  private static final int REST_FACTOR = 9;
  private static final String MISSING = "missing";

  /** Files that are looked at before anything is served; of more, the map is believed at first. */
  private static final int LOOKED_AT_FIRST = 20_000;

  private final Map<String, FileList> sources = new TreeMap<>();
  private final @Nullable Statistics statistics;
  private final Map<String, List<Path>> inputs = new ConcurrentSkipListMap<>();
  private final Map<String, String> digests = new ConcurrentHashMap<>();
  private final long freshnessMillis;
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
    this.sources.putAll(sources);
    this.statistics = statistics;
    inputs.forEach((name, files) -> this.inputs.put(name, List.copyOf(files)));
    this.freshnessMillis = Math.max(1, freshness.toMillis());
    inputs.keySet().forEach(this::refreshed);
    sources.forEach(
        (name, files) -> digests.put(name, digest(files, files.size() <= LOOKED_AT_FIRST)));
    watcher = Thread.ofPlatform().name("ducksite-identities").daemon().start(this::watch);
  }

  /** The digest of an input as last seen; changes whenever the content of one of its files does. */
  public String digest(String input) {
    return digests.getOrDefault(input, MISSING);
  }

  /** Watches another file from now on; nothing when it is watched already. */
  public void add(String input, Path file) {
    if (inputs.putIfAbsent(input, List.of(file)) == null) {
      refreshed(input);
    }
  }

  /** Looks at the files of an input now, on the caller's thread. */
  public String refreshed(String input) {
    FileList source = sources.get(input);
    if (source != null) {
      String text = digest(source, true);
      digests.put(input, text);
      return text;
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

  /** The digest of a source's files as they are, or as the map tells. */
  private String digest(FileList files, boolean now) {
    Digest digest = new Digest();
    files.each(
        file -> {
          String told = file.identity().text();
          String location = file.location();
          String text = now ? identity(Path.of(location)) : told;
          digest.add(location).add(text);
          if (statistics != null) {
            statistics.tell(file.ordinal(), text.equals(told));
          }
        });
    return digest.hex();
  }

  private void refresh() {
    inputs.keySet().forEach(this::refreshed);
    sources.keySet().forEach(this::refreshed);
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long started = System.nanoTime();
        refresh();
        long workedMillis = (System.nanoTime() - started) / 1_000_000;
        Thread.sleep(Math.max(freshnessMillis, workedMillis * REST_FACTOR));
      }
    } catch (InterruptedException e) {
      LOG.debug("watching of input identities ends");
    }
  }

  private static String identity(Path file) {
    try {
      return FileIdentity.of(file).text();
    } catch (IOException e) {
      LOG.debug("{} cannot be looked at", file, e);
      return MISSING;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
