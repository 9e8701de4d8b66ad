package ducksite.engine.render;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a request says, with plain values. */
record Request(
    long offset,
    OptionalLong limit,
    OptionalLong totalRows,
    Options options,
    Cancellation cancellation)
    implements RenderContext {

  static final Request PLAIN =
      new Request(0, OptionalLong.empty(), OptionalLong.empty(), Options.empty(), () -> false);

  Request page(long from, long size) {
    return new Request(from, OptionalLong.of(size), totalRows, options, cancellation);
  }

  Request total(long rows) {
    return new Request(offset, limit, OptionalLong.of(rows), options, cancellation);
  }

  Request options(Map<String, ?> values) {
    return new Request(offset, limit, totalRows, Options.of(values), cancellation);
  }

  Request cancellation(Cancellation chosen) {
    return new Request(offset, limit, totalRows, options, chosen);
  }

  @Override
  public String id() {
    return "orders";
  }

  @Override
  public Optional<String> title() {
    return Optional.of("All \"orders\" <now>");
  }

  @Override
  public Optional<String> description() {
    return Optional.empty();
  }

  @Override
  public double elapsedMillis() {
    return 12.3456;
  }
}
