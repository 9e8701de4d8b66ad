package ducksite.engine.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the reader of a page chooses.
 *
 * @param name unique within the page
 * @param label for people
 * @param mode how it is shown
 * @param urlKey the name of its value in the page's address
 * @param defaults the values where the address names none
 * @param placeholder shown in an empty field; null for none
 * @param multiple whether several values may be chosen
 * @param options the values to choose from; null for any text
 * @param filter what {@code ${params.name}} becomes; null for NULL
 * @param parameter a further expression; null for none
 */
public record InputSpec(
    String name,
    String label,
    Mode mode,
    String urlKey,
    List<String> defaults,
    @Nullable String placeholder,
    boolean multiple,
    @Nullable InputOptions options,
    @Nullable InputExpression filter,
    @Nullable InputParameter parameter) {

  /** How an input is shown. */
  public enum Mode {
    /** A list to choose from. */
    DROPDOWN,
    /** A line to type into. */
    TEXT,
    /** Not at all: its value comes with the address. */
    HIDDEN
  }

  /** An input with its own copy of the defaults. */
  public InputSpec {
    defaults = List.copyOf(defaults);
  }

  /** Whether its expressions may differ between two requests for the same choice. */
  boolean isVolatile() {
    return filter != null && filter.isVolatile()
        || parameter != null && parameter.expression().isVolatile();
  }

  /** Whether values stand for no restriction. */
  boolean isAll(List<String> values) {
    return values.isEmpty() || options != null && values.contains(options.allValue());
  }
}
