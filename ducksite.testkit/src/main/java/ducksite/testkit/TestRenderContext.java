package ducksite.testkit;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A render context with what the test says: all rows from the first one on. Immutable. */
public final class TestRenderContext implements RenderContext {

  private final String id;
  private final @Nullable String title;
  private final Options options;
  private final Cancellation cancellation;

  private TestRenderContext(
      String id, @Nullable String title, Options options, Cancellation cancellation) {
    this.id = id;
    this.title = title;
    this.options = options;
    this.cancellation = cancellation;
  }

  /** A context of a route, without title and options. */
  public static TestRenderContext of(String id) {
    return new TestRenderContext(id, null, Options.empty(), () -> false);
  }

  /** The same context with a title. */
  public TestRenderContext withTitle(String text) {
    return new TestRenderContext(id, text, options, cancellation);
  }

  /** The same context with these options of the format. */
  public TestRenderContext withOptions(Map<String, ?> values) {
    return new TestRenderContext(id, title, Options.of(values), cancellation);
  }

  /** The same context with this cancellation. */
  public TestRenderContext withCancellation(Cancellation other) {
    return new TestRenderContext(id, title, options, other);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<String> title() {
    return Optional.ofNullable(title);
  }

  @Override
  public Optional<String> description() {
    return Optional.empty();
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public OptionalLong limit() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong totalRows() {
    return OptionalLong.empty();
  }

  @Override
  public double elapsedMillis() {
    return 1.5;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }
}
