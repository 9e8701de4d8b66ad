package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.engine.render.FaceParts;
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
    FaceParts parts,
    Cancellation cancellation)
    implements FaceParts.Context {

  private static final double NANOS_PER_MILLI = 1e6;

  /** The settings of an answer, with all that its format needs. */
  static RenderSettings of(
      RoutePlan plan,
      Slice slice,
      OptionalLong totalRows,
      LongSupplier elapsedNanos,
      Options shell,
      Cancellation cancellation) {
    return new RenderSettings(
        plan.route(),
        slice,
        totalRows,
        elapsedNanos,
        FaceOptions.of(plan, shell, cancellation),
        plan.services().formats().faces().parts(plan.route(), plan.format(), cancellation),
        cancellation);
  }

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
