package ducksite.engine.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a page.
 *
 * @param all in the order of the text
 */
public record PageInputs(List<InputSpec> all) {

  private static final int LONGEST = 1000;
  private static final int MOST = 100;

  /** Inputs with their own copy of the list. */
  public PageInputs {
    all = List.copyOf(all);
  }

  /**
   * What the reader has chosen who asks with a query string; others than the page's are ignored.
   */
  public PageChoice choice(Map<String, List<String>> query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (InputSpec input : all) {
      List<String> given = given(input, query.getOrDefault(input.urlKey(), List.of()));
      values.put(input.name(), given.isEmpty() ? input.defaults() : given);
    }
    return new PageChoice(all, values);
  }

  /** What is chosen at first. */
  PageChoice defaults() {
    return choice(Map.of());
  }

  /** Whether the same choice may mean something else at another time. */
  boolean isVolatile() {
    return all.stream().anyMatch(InputSpec::isVolatile);
  }

  /** A choice of something in every input, whatever it may be. */
  PageChoice something() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    all.forEach(input -> values.put(input.name(), List.of("1")));
    return new PageChoice(all, values);
  }

  private static List<String> given(InputSpec input, List<String> texts) {
    List<String> values = new ArrayList<>();
    for (String text : texts) {
      for (String part : input.multiple() ? text.split(",") : new String[] {text}) {
        String value = part.strip();
        if (!value.isEmpty() && value.length() <= LONGEST && !values.contains(value)) {
          values.add(value);
        }
      }
    }
    return List.copyOf(values.subList(0, Math.min(values.size(), input.multiple() ? MOST : 1)));
  }
}
