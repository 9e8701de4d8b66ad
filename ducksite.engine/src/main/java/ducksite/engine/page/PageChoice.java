package ducksite.engine.page;

import ducksite.engine.sql.InputReferences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the reader of a page has chosen: of each of its inputs the values, none for no choice.
 * Immutable.
 */
public final class PageChoice {

  /** Nothing, on a page without inputs. */
  public static final PageChoice NONE = new PageChoice(List.of(), Map.of());

  private final List<InputSpec> inputs;
  private final Map<String, List<String>> values;

  PageChoice(List<InputSpec> inputs, Map<String, List<String>> values) {
    this.inputs = inputs;
    this.values = values;
  }

  /** The values of an input. */
  List<String> of(InputSpec input) {
    return values.getOrDefault(input.name(), List.of());
  }

  /** What {@code ${inputs.name}} is in names and titles. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (InputSpec input : inputs) {
      List<String> chosen = of(input);
      texts.put(input.name(), String.join(",", chosen));
      InputParameter parameter = input.parameter();
      if (parameter != null && !chosen.isEmpty()) {
        String prefix = parameter.prefix(chosen.getFirst());
        if (!prefix.isEmpty()) {
          texts.put(parameter.name(), prefix);
        }
      }
    }
    return texts;
  }

  /** The SQL of each {@code ${params.name}}, by the name of its parameter. */
  Map<String, String> expressions() {
    Map<String, String> expressions = new LinkedHashMap<>();
    for (InputSpec input : inputs) {
      List<String> chosen = of(input);
      if (input.filter() != null) {
        expressions.put(
            InputReferences.parameter(input.name()),
            input.isAll(chosen)
                ? input.filter().otherwise()
                : input.filter().over(names(input, chosen.size())));
      }
      InputParameter parameter = input.parameter();
      if (parameter != null) {
        expressions.put(
            InputReferences.parameter(parameter.name()),
            chosen.isEmpty()
                ? parameter.expression().otherwise()
                : parameter.expression().over(names(input, chosen.size())));
      }
    }
    return expressions;
  }

  /** The values to bind, by the names of their parameters; what is not among them is NULL. */
  Map<String, Object> bindings() {
    Map<String, Object> bindings = new LinkedHashMap<>();
    texts()
        .forEach(
            (name, text) -> {
              if (!text.isEmpty()) {
                bindings.put(InputReferences.input(name), text);
              }
            });
    for (InputSpec input : inputs) {
      List<String> chosen = of(input);
      for (int index = 0; index < chosen.size(); index++) {
        bindings.put(InputReferences.value(input.name(), index + 1), chosen.get(index));
      }
    }
    return bindings;
  }

  private static List<String> names(InputSpec input, int count) {
    return java.util.stream.IntStream.rangeClosed(1, input.multiple() ? count : 1)
        .mapToObj(number -> InputReferences.value(input.name(), number))
        .toList();
  }

  /** A text that differs when anything chosen does. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, chosen) -> {
          text.append(name).append('(').append(chosen.size()).append(')');
          chosen.forEach(each -> text.append(each.length()).append(':').append(each));
        });
    return text.toString();
  }
}
