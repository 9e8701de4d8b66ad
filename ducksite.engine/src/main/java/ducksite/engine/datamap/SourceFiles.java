package ducksite.engine.datamap;

import ducksite.engine.project.FileAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file source with the files that its view reads.
 *
 * @param name the view's name, or empty for a source that only maps paths
 * @param rowFilter predicate of every file, null for none
 * @param access what a client may download
 * @param files in the order of their paths
 */
public record SourceFiles(
    String name, @Nullable String rowFilter, FileAccess access, List<MappedFile> files) {

  /** A source with a packed list. */
  public SourceFiles {
    files = FileList.of(files);
  }

  /** The predicate that holds for one of the files: the source's and the file's own. */
  public @Nullable String filterOf(MappedFile file) {
    return Predicates.and(rowFilter, file.rowFilter());
  }
}
