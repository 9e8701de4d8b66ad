package ducksite.engine.cache;

/**
 * What is known of an entry without opening its file.
 *
 * @param id digest of the key, hexadecimal
 * @param route id of the route
 * @param question what was asked, for people
 * @param file name of the Parquet file
 * @param createdMillis when its making began, milliseconds since 1970
 * @param rows rows of the file
 * @param bytes size of the file
 * @param checksum CRC-32C of the file
 * @param producedMicros time that the query took
 */
public record EntryInfo(
    String id,
    String route,
    String question,
    String file,
    long createdMillis,
    long rows,
    long bytes,
    long checksum,
    long producedMicros) {

  private static final long BLOCK = 4096;

  /** Which entry it is. */
  public EntryName name() {
    return new EntryName(id, file, createdMillis);
  }

  /** What the file and its description take of the disk. */
  long blockBytes() {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK + BLOCK;
  }
}
