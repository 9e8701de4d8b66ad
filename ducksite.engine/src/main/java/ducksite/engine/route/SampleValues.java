package ducksite.engine.route;

import ducksite.engine.project.Problem;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.TemplatePolicy;
import ducksite.engine.sql.SqlSlot;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value for each parameter in a slot, so that a text can be planned before there is a request:
 * its default, else the first of its choices, else one that is made up.
 *
 * @param values by name
 * @param madeUp the parameters that say nothing of their values
 */
record SampleValues(Map<String, Object> values, Set<RouteParameter> madeUp) {

  /** A name that nothing has: whatever complains about it complains about the sample. */
  private static final String NAME = "ducksite_sample";

  private static final Set<String> CONVERSIONS =
      Set.of("Conversion Error", "Invalid Input Error", "Out of Range Error");

  static SampleValues of(RouteTemplate template) {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<RouteParameter> madeUp = new LinkedHashSet<>();
    for (TemplateSlot.Value slot : template.values()) {
      RouteParameter parameter = slot.parameter();
      if (parameter.defaultValue() != null) {
        values.put(parameter.name(), parameter.defaultValue());
      } else if (parameter.guard() instanceof RouteParameter.Guard.Choices(List<Object> choices)
          && !choices.isEmpty()) {
        values.put(parameter.name(), choices.getFirst());
      } else if (parameter.guard() instanceof RouteParameter.Guard.Range range) {
        values.put(parameter.name(), range.someBound());
      } else {
        madeUp.add(parameter);
        values.merge(parameter.name(), invented(slot), SampleValues::stricter);
      }
    }
    return new SampleValues(values, madeUp);
  }

  /** Whether a problem says nothing about the text, because a made-up value may be its cause. */
  boolean explains(Problem problem) {
    if (madeUp.isEmpty()) {
      return false;
    }
    String message = problem.message();
    return switch (problem.code()) {
      case "sql/file-argument", "sql/file-kind" -> true;
      case "sql/unknown-table" -> message.contains(NAME);
      case "sql/invalid" ->
          message.contains(NAME) || CONVERSIONS.stream().anyMatch(message::startsWith);
      default -> false;
    };
  }

  private static Object invented(TemplateSlot.Value slot) {
    boolean name =
        slot.policy() == TemplatePolicy.IDENTIFIER
            || slot.place() == SqlSlot.Place.QUOTED_IDENTIFIER;
    return name
        ? NAME
        : slot.policy() == TemplatePolicy.RAW && slot.isExpression()
            ? "NULL"
            : ExampleValues.example(slot.parameter().type());
  }

  /** What is a name fits wherever a text does. */
  private static Object stricter(Object first, Object second) {
    return first.equals(NAME) ? first : second;
  }
}
