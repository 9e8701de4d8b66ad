package ducksite.engine.datamap;

import ducksite.api.location.LocationReader;
import ducksite.api.location.LocationStat;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of a file that lies elsewhere, in pieces, each within a deadline. What was written
 * before an interruption is not read again. Confined to one thread and the plugin's.
 */
final class LocationDownload {

  private static final long PIECE = 16L << 20;
  private static final int ATTEMPTS = 4;
  private static final int BUFFER = 1 << 16;

  private final Provider<LocationReader> reader;
  private final URI location;
  private int turn;

  LocationDownload(Provider<LocationReader> reader, URI location) {
    this.reader = reader;
    this.location = location;
  }

  /** Makes the copy; the version before and after must be the one that it is named for. */
  void to(Path copy, Path partial, LocationStat stat) throws IOException, LocationException {
    if (Files.exists(partial) && Files.size(partial) > stat.size()) {
      Files.delete(partial);
    }
    try (FileChannel out =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      int fruitless = 0;
      while (out.size() < stat.size()) {
        long before = out.size();
        PluginException failure = piece(out, stat.size());
        fruitless = out.size() > before ? 0 : fruitless + 1;
        if (fruitless == ATTEMPTS) {
          if (failure != null) {
            throw failure;
          }
          throw cutOff(out.size(), stat.size());
        }
      }
      out.force(true);
    }
    if (!LocationCache.stat(reader, location).version().equals(stat.version())) {
      Files.deleteIfExists(partial);
      throw new LocationException(
          "data/location-changed",
          "'" + location + "' has changed while it was read",
          "build again",
          null);
    }
    Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Appends up to one piece; the failure that ended it early, if one did. */
  private @Nullable PluginException piece(FileChannel out, long size) throws IOException {
    long offset = out.size();
    long length = Math.min(PIECE, size - offset);
    int mine = nextTurn();
    try {
      reader.call(
          CallKind.LOCATION,
          (plugin, cancellation) -> {
            try (InputStream in = plugin.open(location, offset, length)) {
              byte[] buffer = new byte[BUFFER];
              long left = length;
              while (left > 0) {
                cancellation.throwIfCancelled();
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                  break;
                }
                append(out, ByteBuffer.wrap(buffer, 0, read), mine);
                left -= read;
              }
            }
            return out.size();
          });
      return null;
    } catch (PluginException e) {
      return e;
    } finally {
      nextTurn();
    }
  }

  private synchronized int nextTurn() {
    return ++turn;
  }

  /** A call that overran its deadline may go on reading; it must not write any more. */
  private synchronized void append(FileChannel out, ByteBuffer bytes, int mine) throws IOException {
    if (mine != turn) {
      throw new IOException("this piece was given up");
    }
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private LocationException cutOff(long read, long size) {
    return new LocationException(
        "data/location-unreadable",
        "'" + location + "' ends after " + read + " of " + size + " bytes",
        "check the place it lies at",
        null);
  }
}
