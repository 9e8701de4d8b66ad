package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What a renderer may know of the answer it writes. */
record RenderSettings(
    Route route,
    Slice slice,
    OptionalLong totalRows,
    LongSupplier elapsedNanos,
    Options options,
    Cancellation cancellation)
    implements RenderContext {

  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String id() {
    return route.id();
  }

  @Override
  public Optional<String> title() {
    return Optional.ofNullable(route.source().title());
  }

  @Override
  public Optional<String> description() {
    return Optional.ofNullable(route.source().description());
  }

  @Override
  public long offset() {
    return slice.offset();
  }

  @Override
  public OptionalLong limit() {
    return slice.optionalLimit();
  }

  @Override
  public double elapsedMillis() {
    return elapsedNanos.getAsLong() / NANOS_PER_MILLI;
  }
}
