package ducksite.engine.datamap;

import java.nio.file.Path;

/** What a client gets for a path of the data map. */
public sealed interface ServedFile {

  /** A file to send as it is. */
  record Whole(Path location) implements ServedFile {}

  /** A file that must be made first: the rows that the filter keeps. */
  record Filtered(MappedFile file, String predicate) implements ServedFile {}

  /**
   * Nothing.
   *
   * @param reason for the client
   */
  record Refused(String reason) implements ServedFile {}
}
