package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Renderer;
import ducksite.engine.cache.KnownRows;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.render.CapturedResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A result that has just been made, while its rows are written into an entry: the rows that were
 * asked for lie on the heap.
 *
 * @param rows those of the plan's slice
 * @param total rows of the whole result
 * @param known the entry to be
 * @param timing where the time went so far
 */
record MadeResult(
    RoutePlan plan, CapturedResult rows, long total, KnownRows known, RouteTiming timing)
    implements RouteResult {

  @Override
  public Slice slice() {
    return plan.slice().within(total);
  }

  @Override
  public OptionalLong totalRows() {
    return OptionalLong.of(total);
  }

  @Override
  public Optional<String> entityTag(String representation) {
    return plan.tag(known.entry().id(), known.entry().createdMillis(), representation);
  }

  @Override
  public Map<String, String> sources() {
    return Map.of(known.entry().id(), known.entry().file());
  }

  @Override
  public RouteOutcome render(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    long asked = System.nanoTime();
    Slice sent = slice();
    RenderSettings context =
        RenderSettings.of(
            plan,
            sent,
            OptionalLong.of(total),
            () -> known.queryNanos() / 1000 * 1000,
            shell,
            cancellation);
    Renderer renderer = plan.services().formats().renderer(plan.format());
    try (PluginRenderer.Admission _ = PluginRenderer.admission(renderer)) {
      renderer.render(rows.batches(), context, out);
    } catch (PluginException e) {
      throw Preprocessing.failure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RouteOutcome(
        sent,
        rows.rowCount(),
        OptionalLong.of(total),
        rows.truncated(),
        timing.rendered(System.nanoTime() - asked));
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException always: a plan that gives rows waits for the entry
   */
  @Override
  public RouteOutcome give(Renderer reader, OutputStream out, Cancellation cancellation) {
    throw new UnsupportedOperationException("rows on the heap are given in formats alone");
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException always: a plan that writes a file waits for the entry
   */
  @Override
  public long writeParquet(Path target, Cancellation cancellation) {
    throw new UnsupportedOperationException("rows on the heap are not written as Parquet");
  }

  @Override
  public void close() {
    // The rows are nobody's but this result's.
  }
}
