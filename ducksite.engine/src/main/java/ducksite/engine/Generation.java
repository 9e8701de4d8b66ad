package ducksite.engine;

import java.nio.file.Path;

/**
 * One published state of a site: a folder that is written whole and never changed.
 *
 * @param number counts up
 * @param folder holds the project's texts, the data map and the artefacts
 */
public record Generation(long number, Path folder) {

  /** The copy of the project's texts and plugins. */
  Path project() {
    return folder.resolve("project");
  }

  /** The data map's store. */
  Path dataMap() {
    return folder.resolve("data_map.sqlite");
  }

  /** The artefacts, as {@code /sql/…} serves them. */
  public Path artefacts() {
    return folder.resolve("sql");
  }
}
