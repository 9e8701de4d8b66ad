package ducksite.plugins.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * The entries of the file as it is now, read again when it has changed. A change that cannot be
 * read leaves the former entries in use. Safe for use by several threads.
 */
final class TokenFile {

  private static final int LARGEST = 4 << 20;

  /** How a state of the file is recognised. */
  private record Identity(long size, String modified, String key) {}

  private record Read(Identity identity, List<TokenEntry> entries) {}

  private static final Identity GONE = new Identity(-1, "", "");

  private final Path path;
  private final System.Logger log;
  private volatile Read read;

  /**
   * The entries of a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when a line is wrong
   */
  TokenFile(Path path, System.Logger log) throws IOException {
    this.path = path;
    this.log = log;
    Identity identity = identity();
    this.read = new Read(identity, entries());
    hint();
  }

  List<TokenEntry> current() {
    Read known = read;
    return identity().equals(known.identity()) ? known.entries() : refreshed();
  }

  private synchronized List<TokenEntry> refreshed() {
    Identity now = identity();
    if (now.equals(read.identity())) {
      return read.entries();
    }
    List<TokenEntry> entries = read.entries();
    try {
      entries = entries();
      log.log(System.Logger.Level.INFO, "{0} has changed: {1} tokens", path, entries.size());
      hint();
    } catch (IOException | IllegalArgumentException e) {
      log.log(
          System.Logger.Level.ERROR,
          "{0} cannot be read, the former tokens stay in use: {1}",
          path,
          e.getMessage());
    }
    read = new Read(now, entries);
    return entries;
  }

  private List<TokenEntry> entries() throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IllegalArgumentException("the file is larger than 4 MiB");
    }
    return TokenLines.read(Files.readString(path));
  }

  private Identity identity() {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Identity(
          found.size(), found.lastModifiedTime().toString(), String.valueOf(found.fileKey()));
    } catch (IOException e) {
      return GONE;
    }
  }

  /** Whoever may write the file may be anyone, and whoever may read it may guess. */
  private void hint() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> all = view.readAttributes().permissions();
    if (all.contains(PosixFilePermission.GROUP_WRITE)
        || all.contains(PosixFilePermission.OTHERS_WRITE)
        || all.contains(PosixFilePermission.OTHERS_READ)) {
      log.log(System.Logger.Level.WARNING, "others may read or change {0}: chmod 600 it", path);
    }
  }
}
