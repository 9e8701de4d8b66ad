package ducksite.engine.datamap;

import ducksite.api.location.LocationChangedException;
import ducksite.api.location.LocationReader;
import ducksite.api.location.LocationStat;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.plugin.RecordedThrowable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads of files that stay where they are, through the plugins that read their locations. What a
 * file was like is asked at most once in a freshness. Safe for use by several threads.
 */
public final class LocationReads {

  private static final int REMEMBERED = 10_000;
  private static final int BUFFER = 1 << 16;

  private final PluginHost plugins;
  private final long freshnessNanos;
  private final ConcurrentMap<String, Provider<LocationReader>> readers = new ConcurrentHashMap<>();
  private final Map<URI, Seen> seen =
      new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Seen> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Takes the bytes of a range; a failure of its own ends the read. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next bytes, the array's first {@code length}.
     *
     * @return whether more are wanted
     */
    boolean take(byte[] bytes, int length) throws IOException;
  }

  private record Seen(LocationStat stat, long nanos) {}

  /** Reads through the plugins of one site. */
  public LocationReads(PluginHost plugins, Duration freshness) {
    this.plugins = plugins;
    this.freshnessNanos = freshness.toNanos();
  }

  /**
   * Size and version of a file.
   *
   * @throws PluginException when the plugin does not tell
   */
  public LocationStat stat(ProxiedFile file) {
    synchronized (seen) {
      Seen known = seen.get(file.location());
      if (known != null && System.nanoTime() - known.nanos() < freshnessNanos) {
        return known.stat();
      }
    }
    LocationStat stat =
        reader(file)
            .call(CallKind.LOCATION, (reader, cancellation) -> reader.stat(file.location()));
    synchronized (seen) {
      seen.put(file.location(), new Seen(stat, System.nanoTime()));
    }
    return stat;
  }

  /**
   * Gives a range of one version of a file to a sink, on a thread of the plugin.
   *
   * @throws PluginException when not all of it could be read
   */
  public void read(ProxiedFile file, LocationStat stat, long offset, long length, Sink sink) {
    try {
      reader(file)
          .call(
              CallKind.LOCATION,
              (reader, cancellation) -> {
                long left = length;
                byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
                try (InputStream in =
                    reader.open(file.location(), offset, length, stat.version())) {
                  while (left > 0) {
                    cancellation.throwIfCancelled();
                    int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (count < 0) {
                      throw new IOException(
                          "the reader ends " + left + " bytes too early: " + file.location());
                    }
                    if (!sink.take(buffer, count)) {
                      return false;
                    }
                    left -= count;
                  }
                }
                return true;
              });
    } catch (PluginException e) {
      if (isChanged(e)) {
        synchronized (seen) {
          seen.remove(file.location());
        }
      }
      throw e;
    }
  }

  /** Whether a read failed because another version has taken the file's place. */
  public static boolean isChanged(PluginException failure) {
    return threw(failure, LocationChangedException.class);
  }

  /** Whether a read failed because there is no such file. */
  public static boolean isMissing(PluginException failure) {
    return threw(failure, FileNotFoundException.class);
  }

  private static boolean threw(PluginException failure, Class<? extends Throwable> type) {
    return failure.getCause() instanceof RecordedThrowable thrown && thrown.isA(type);
  }

  private Provider<LocationReader> reader(ProxiedFile file) {
    String scheme = file.location().getScheme().toLowerCase(Locale.ROOT);
    Provider<LocationReader> known = readers.get(scheme);
    if (known != null) {
      return known;
    }
    Provider<LocationReader> found =
        find(plugins, scheme)
            .orElseThrow(
                () -> new IllegalStateException("no plugin reads '" + scheme + ":' any more"));
    readers.put(scheme, found);
    return found;
  }

  /** The plugin that reads a scheme. */
  static Optional<Provider<LocationReader>> find(PluginHost plugins, String scheme) {
    for (Provider<LocationReader> each : plugins.all(LocationReader.class)) {
      boolean reads =
          each.<Boolean>call(
              CallKind.LOCATION, (reader, cancellation) -> reader.schemes().contains(scheme));
      if (reads) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
