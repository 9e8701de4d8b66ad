package ducksite.engine.datamap;

import java.util.List;

/**
 * Tells which mapped files models read; the room that knows models provides it to the one that
 * builds the map.
 */
@FunctionalInterface
public interface ModelFiles {

  /**
   * The files that some models read, directly or not.
   *
   * @param map the files known so far
   * @throws IllegalArgumentException when a model is unknown, cannot be compiled over these files,
   *     or reads none of them
   */
  List<MappedFile> read(List<String> models, DataMap map);
}
