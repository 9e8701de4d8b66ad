package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Renderer;
import ducksite.engine.cache.EntryLease;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstance;
import ducksite.engine.plugin.PluginException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A result whose rows lie in entries. It reads by the cache's own engine. */
final class KeptResult implements RouteResult {

  private final RoutePlan plan;
  private final KeptRows rows;
  private final KeptAnswer answer;
  private final DuckInstance reader;
  private final Duration timeout;
  private final long total;

  /**
   * @throws RouteException when the rows cannot be counted
   */
  KeptResult(RoutePlan plan, KeptAnswer answer, Cancellation cancellation) throws RouteException {
    this.plan = plan;
    this.answer = answer;
    this.rows = answer.rows();
    this.reader = plan.services().results().reader();
    this.timeout = plan.services().timeout(plan.route());
    this.total = rows.isUnfiltered() ? rows.rows() : counted(cancellation);
  }

  private long counted(Cancellation cancellation) throws RouteException {
    try {
      return reader.count(rows.matching(), timeout, cancellation);
    } catch (DuckException e) {
      close();
      throw Failures.of(e, plan);
    }
  }

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
    return answer.lasting()
        ? plan.tag(answer.id(), answer.createdMillis(), representation)
        : Optional.empty();
  }

  @Override
  public RouteTiming timing() {
    return answer.timing();
  }

  @Override
  public Map<String, String> sources() {
    return answer.lasting()
        ? rows.entries().stream()
            .collect(Collectors.toMap(entry -> entry.info().id(), entry -> entry.info().file()))
        : Map.of();
  }

  @Override
  public Optional<Path> parquetFile() {
    boolean asItIs =
        rows.entries().size() == 1
            && rows.isUnfiltered()
            && plan.slice().isWhole()
            && plan.slice().columns().isEmpty();
    return asItIs ? Optional.of(rows.entries().getFirst().file()) : Optional.empty();
  }

  @Override
  public RouteOutcome render(OutputStream out, Options shell, Cancellation cancellation)
      throws RouteException {
    return write(
        plan.services().formats().renderer(plan.format()),
        plan.isLimited(),
        out,
        shell,
        cancellation);
  }

  @Override
  public RouteOutcome give(Renderer reading, OutputStream out, Cancellation cancellation)
      throws RouteException {
    return write(reading, false, out, Options.empty(), cancellation);
  }

  private RouteOutcome write(
      Renderer renderer,
      boolean limited,
      OutputStream out,
      Options shell,
      Cancellation cancellation)
      throws RouteException {
    long asked = System.nanoTime();
    Slice sent = slice();
    long produced = rows.entries().stream().mapToLong(each -> each.info().producedMicros()).sum();
    RenderSettings context =
        RenderSettings.of(
            plan, sent, OptionalLong.of(total), () -> produced * 1000, shell, cancellation);
    try (PluginRenderer.Admission _ = PluginRenderer.admission(renderer)) {
      return reader.query(
          rows.part(sent),
          timeout,
          cancellation,
          limited ? plan.rowLimit() : -1,
          batches -> {
            renderer.render(batches, context, out);
            return new RouteOutcome(
                sent,
                batches.delivered(),
                OptionalLong.of(total),
                batches.truncated(),
                answer.timing().rendered(System.nanoTime() - asked));
          });
    } catch (DuckException e) {
      throw Failures.of(e, plan);
    } catch (PluginException e) {
      throw Preprocessing.failure(e);
    }
  }

  @Override
  public long writeParquet(Path target, Cancellation cancellation) throws RouteException {
    try {
      return reader.copyToParquet(rows.part(slice()), target, timeout, cancellation);
    } catch (DuckException e) {
      throw Failures.of(e, plan);
    }
  }

  @Override
  public void close() {
    rows.entries().forEach(EntryLease::close);
  }
}
