package ducksite.engine.datamap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that one predicate holds for.
 *
 * @param files at least one
 * @param filter the predicate, null for none
 */
public record FilteredFiles(List<MappedFile> files, @Nullable String filter) {

  /** Files with a packed list. */
  public FilteredFiles {
    files = FileList.of(files);
  }
}
