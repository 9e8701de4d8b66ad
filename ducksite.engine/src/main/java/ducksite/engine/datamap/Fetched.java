package ducksite.engine.datamap;

import java.nio.file.Path;

/** What became of the fetch of a file that lies elsewhere. */
sealed interface Fetched {

  /** A local copy. */
  record Copy(Path file) implements Fetched {}

  /** None. */
  record Failure(LocationException why) implements Fetched {}
}
