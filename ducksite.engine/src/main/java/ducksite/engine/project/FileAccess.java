package ducksite.engine.project;

/**
 * What {@code GET /data/…} of a file with a row filter sends: the filtered rows, the file as it is,
 * or a refusal.
 */
public enum FileAccess {
  FILTERED,
  RAW,
  NONE
}
