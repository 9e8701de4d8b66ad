package ducksite.engine.plugin.verify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one option of a plugin may be.
 *
 * @param type of its value
 * @param required whether it must be written
 * @param defaultValue what it is when it is not written, null for nothing
 * @param choices the values it may have, empty for any
 * @param description one line for people, may be empty
 * @param items what each value of a list is, null for anything
 * @param options the keys of a table, null for any
 * @param providers simple names of the classes that take it, empty for all of the plugin's
 */
public record OptionRule(
    OptionType type,
    boolean required,
    @Nullable Object defaultValue,
    List<Object> choices,
    String description,
    @Nullable OptionRule items,
    @Nullable Map<String, OptionRule> options,
    List<String> providers) {

  public OptionRule {
    choices = List.copyOf(choices);
    providers = List.copyOf(providers);
  }
}
