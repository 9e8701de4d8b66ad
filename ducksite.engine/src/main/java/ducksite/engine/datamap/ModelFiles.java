package ducksite.engine.datamap;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which mapped files models read; the room that knows models provides it to the one that
 * builds the map.
 */
public interface ModelFiles {

  /**
   * The files that some models read, directly or not.
   *
   * @param map the files known so far
   * @throws IllegalArgumentException when a model is unknown, cannot be compiled over these files,
   *     or reads none of them
   */
  List<MappedFile> read(List<String> models, DataMap map);

  /** The condition on a source's rows that all pages and routes keep to, where there is one. */
  Optional<String> wanted(String source);

  /**
   * What some models mention, directly or not: names of tables in lower case, and paths of files as
   * written. Those that are no model of the project are a source's, or nobody's.
   */
  Set<String> mentions(List<String> models);
}
