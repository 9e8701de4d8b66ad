package ducksite.engine.datamap;

/**
 * What one look into a file has told.
 *
 * @param rows rows as its footer tells; -1 while nobody has looked
 * @param schema a number that two files share when they have the same columns; 0 while unknown
 * @param isLink whether the location is a symbolic link, whose target may move
 */
public record FileFacts(long rows, long schema, boolean isLink) {

  /** Nothing yet. */
  public static final FileFacts UNKNOWN = new FileFacts(-1, 0, false);

  /** Whether the footer has been read. */
  public boolean isKnown() {
    return rows >= 0;
  }
}
