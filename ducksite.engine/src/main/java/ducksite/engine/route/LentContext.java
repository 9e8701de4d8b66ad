package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.util.Optional;
import java.util.OptionalLong;

/** What a plugin's renderer may know of the answer; it hears of its own deadline besides. */
record LentContext(RenderContext answer, Cancellation cancellation) implements RenderContext {

  @Override
  public String id() {
    return answer.id();
  }

  @Override
  public Optional<String> title() {
    return answer.title();
  }

  @Override
  public Optional<String> description() {
    return answer.description();
  }

  @Override
  public long offset() {
    return answer.offset();
  }

  @Override
  public OptionalLong limit() {
    return answer.limit();
  }

  @Override
  public OptionalLong totalRows() {
    return answer.totalRows();
  }

  @Override
  public double elapsedMillis() {
    return answer.elapsedMillis();
  }

  @Override
  public Options options() {
    return answer.options();
  }
}
