package ducksite.engine.datamap;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One level of a source: the files whose paths match its pattern, and the predicate of their rows.
 *
 * @param pattern which of the source's files it reads, null for all
 * @param rowFilter predicate of the level, null for none
 * @param files in the order of their paths, packed
 */
public record SourceLevel(
    @Nullable Glob pattern, @Nullable String rowFilter, List<MappedFile> files) {

  /** A level with a packed list. */
  public SourceLevel {
    files = FileList.of(files);
  }

  /** The level that reads all of these files. */
  public static SourceLevel of(List<MappedFile> files) {
    return new SourceLevel(null, null, files);
  }

  /** Whether the pattern matches a file of the source. */
  boolean reads(MappedFile file) {
    return pattern == null || pattern.matches(file.httpPath());
  }

  SourceLevel closed(UnaryOperator<MappedFile> close) {
    return new SourceLevel(pattern, null, files.stream().map(close).toList());
  }
}
