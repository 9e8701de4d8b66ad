package ducksite.engine.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a click on a chart or a table chooses.
 *
 * @param input the input that it sets
 * @param value the column with the value; null for the name of the point, or the cell
 * @param antiInput the input that it sets in rows whose action is {@code anti}; null for none
 * @param antiValue the column with the value of those; null for the same as of others
 * @param action the column with the action; null for none
 */
public record ClickSpec(
    String input,
    @Nullable String value,
    @Nullable String antiInput,
    @Nullable String antiValue,
    @Nullable String action) {

  static final List<String> KEYS =
      List.of("click_input", "click_value", "click_anti_input", "click_anti_value", "click_action");

  /** Other spellings of the keys. */
  static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("click_column", "click_value"),
          Map.entry("click_anti_column", "click_anti_value"),
          Map.entry("clickInput", "click_input"),
          Map.entry("clickValue", "click_value"),
          Map.entry("clickColumn", "click_value"),
          Map.entry("clickAntiInput", "click_anti_input"),
          Map.entry("clickAntiValue", "click_anti_value"),
          Map.entry("clickAntiColumn", "click_anti_value"),
          Map.entry("clickAction", "click_action"));

  /** What the keys of a block say; empty when a click chooses nothing. */
  static Optional<ClickSpec> of(KeyValues values) {
    return values
        .text("click_input")
        .map(
            input ->
                new ClickSpec(
                    input,
                    values.text("click_value").orElse(null),
                    values.text("click_anti_input").orElse(null),
                    values.text("click_anti_value").orElse(null),
                    values.text("click_action").orElse(null)));
  }

  /** The inputs that it sets. */
  List<String> inputs() {
    List<String> inputs = new ArrayList<>(List.of(input));
    Optional.ofNullable(antiInput).ifPresent(inputs::add);
    return inputs;
  }

  /** The columns that it takes values from. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (@Nullable String column : new String[] {value, antiValue, action}) {
      Optional.ofNullable(column).ifPresent(columns::add);
    }
    return columns;
  }
}
