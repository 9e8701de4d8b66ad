package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Renderer;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The result of a plan, ready to be written once. Used by one thread; closed by whoever opens. */
public sealed interface RouteResult extends AutoCloseable
    permits ErrorFrame, KeptResult, LiveResult, MadeResult {

  /** What is answered in the place of a failure, where the route wants that. */
  static Optional<RouteResult> instead(RoutePlan plan, RouteException failure) {
    return ErrorFrame.answers(plan.route(), failure)
        ? Optional.of(new ErrorFrame(plan, failure))
        : Optional.empty();
  }

  /** The part of the result that will be written. */
  Slice slice();

  /** Rows of the whole result, where they are known before it is written. */
  OptionalLong totalRows();

  /**
   * The tag of the answer in a representation; empty when it is not lasting. May differ from the
   * plan's when inputs have changed since.
   */
  Optional<String> entityTag(String representation);

  /**
   * Whether the files that the answer was made of by now are what they were when it was begun, or
   * when this was last asked. Looks at the disk.
   */
  default boolean stayed() {
    return true;
  }

  /** Where the time went so far. */
  RouteTiming timing();

  /** The kept results that the answer is made of, each id with its file; empty for none. */
  default Map<String, String> sources() {
    return Map.of();
  }

  /** The file that is the answer in Parquet as it is; empty when it has to be written. */
  default Optional<Path> parquetFile() {
    return Optional.empty();
  }

  /**
   * Writes the answer.
   *
   * @param shell what the surrounding page needs, for formats that are pages
   */
  RouteOutcome render(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException;

  /**
   * Gives the rows to a reader that is no format of the site, whatever the formats of the route;
   * none is cut off.
   */
  RouteOutcome give(Renderer reader, OutputStream out, Cancellation cancellation)
      throws RouteException;

  /**
   * Writes the answer as a Parquet file.
   *
   * @return rows written
   */
  long writeParquet(Path target, Cancellation cancellation) throws RouteException;

  @Override
  void close();
}
