package ducksite.engine.datamap;

import ducksite.engine.parquet.ParquetSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one look at a path has told. */
sealed interface FileLook {

  /** A Parquet file. */
  record Found(String httpPath, Path file, FileIdentity identity, FileFacts facts)
      implements FileLook {}

  /** Something that is no regular file. */
  record Nothing(String httpPath, Path file) implements FileLook {}

  /** A link that leads out of where files may lie. */
  record Outside(Path file) implements FileLook {}

  /** A file that cannot be used. */
  record Failed(String httpPath, Path file, IOException why) implements FileLook {}

  /** Where links may lead. */
  interface Limits {

    /** Whether a link leads to where files may lie. */
    boolean hold(Path link) throws IOException;
  }

  /**
   * Looks at a path; into the file only when it is not as an earlier build has found it.
   *
   * @param former what an earlier build has found
   */
  static FileLook at(String httpPath, Path file, FileTable former, Limits limits) {
    try {
      Map<String, Object> own =
          Files.readAttributes(file, FileIdentity.ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      boolean link = Boolean.TRUE.equals(own.get("isSymbolicLink"));
      Map<String, Object> real = link ? Files.readAttributes(file, FileIdentity.ATTRIBUTES) : own;
      if (!Boolean.TRUE.equals(real.get("isRegularFile"))) {
        return new Nothing(httpPath, file);
      }
      if (link && !limits.hold(file)) {
        return new Outside(file);
      }
      // Before the footer: of a file that changes meanwhile, the next build reads it again.
      FileIdentity identity = FileIdentity.of(real);
      @Nullable FileFacts known = known(httpPath, file, identity, former);
      if (known != null && known.isLink() == link) {
        return new Found(httpPath, file, identity, known);
      }
      ParquetSchema footer = ParquetSchema.read(file);
      return new Found(
          httpPath, file, identity, new FileFacts(footer.rows(), footer.schema(), link));
    } catch (IOException e) {
      return new Failed(httpPath, file, e);
    }
  }

  private static @Nullable FileFacts known(
      String httpPath, Path file, FileIdentity identity, FileTable former) {
    @Nullable FileCursor found = former.at(httpPath);
    return found != null
            && found.rows() >= 0
            && found.identity().equals(identity)
            && found.location().equals(file.toString())
        ? new FileFacts(found.rows(), found.schema(), found.isLink())
        : null;
  }
}
