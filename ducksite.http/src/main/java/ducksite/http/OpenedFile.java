package ducksite.http;

import ducksite.engine.datamap.FileIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An open file and the entity tag of exactly what is open, also when another file takes over its
 * name meanwhile.
 *
 * @param channel to be closed by whoever sends it
 * @param identity of what is open
 */
record OpenedFile(FileChannel channel, FileIdentity identity) {

  private static final int ATTEMPTS = 5;

  /** Opens a file for reading. */
  static OpenedFile open(Path path) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FileIdentity before = FileIdentity.of(path);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        if (FileIdentity.of(path).equals(before) && channel.size() == before.size()) {
          return new OpenedFile(channel, before);
        }
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      channel.close();
    }
    throw new IOException(path + " changes faster than it can be opened");
  }

  /** A strong entity tag. */
  String tag() {
    return '"' + identity.text() + '"';
  }
}
