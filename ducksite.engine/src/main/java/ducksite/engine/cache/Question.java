package ducksite.engine.cache;

import ducksite.api.Cancellation;
import java.nio.file.Path;

/**
 * What is asked of the cache, and how it is answered when the answer is not there.
 *
 * @param id digest of the key, hexadecimal
 * @param route id of the route
 * @param text what is asked, for people
 * @param freshness how long an answer is good
 * @param population makes the answer
 */
public record Question(
    String id, String route, String text, Freshness freshness, Population population) {

  /** Makes an entry's file. Failures are unchecked and reach everybody who waits. */
  @FunctionalInterface
  public interface Population {

    /**
     * Writes the answer as a Parquet file.
     *
     * @param making what goes on meanwhile
     */
    Populated populate(Path target, Making making);
  }

  /** A population under way. It is cancelled when nobody waits any more. */
  public interface Making extends Cancellation {

    /** Whether somebody waits for the rows, rather than for their file. */
    boolean isAwaited();

    /**
     * Tells whoever caused the population that its rows are known and that their inputs have not
     * moved: it may answer before the file is there. From then on the population goes on to its
     * end, whoever waits.
     *
     * @param id digest of the key that the rows belong to
     * @param queueNanos time that the query waited
     * @param queryNanos time that the query ran
     */
    void known(String id, long queueNanos, long queryNanos);
  }

  /**
   * An answer that has become a file.
   *
   * @param id digest of the key that the answer belongs to: another than the question's when the
   *     inputs were found changed
   * @param lasting whether the inputs stayed as they were; otherwise the answer is not kept
   * @param rows rows of the file
   * @param queueNanos time that the query waited
   * @param queryNanos time that the query ran
   */
  public record Populated(
      String id, boolean lasting, long rows, long queueNanos, long queryNanos) {}
}
