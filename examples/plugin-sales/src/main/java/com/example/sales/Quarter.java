package com.example.sales;

import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step that turns a parameter such as {@code 2025Q3} into the first and the last day of that
 * quarter.
 */
public final class Quarter implements Preprocessor {

  private static final Pattern QUARTER = Pattern.compile("([0-9]{4})Q([1-4])");

  @Override
  public Map<String, Object> process(Map<String, Object> parameters, RouteContext context) {
    String name = context.options().string("parameter").orElse("quarter");
    Object value = parameters.remove(name);
    if (value == null) {
      return parameters;
    }
    Matcher quarter = QUARTER.matcher(value.toString());
    if (!quarter.matches()) {
      throw new IllegalArgumentException(name + " must look like 2025Q3, but is '" + value + "'");
    }
    int firstMonth = 3 * Integer.parseInt(quarter.group(2)) - 2;
    LocalDate from = LocalDate.of(Integer.parseInt(quarter.group(1)), firstMonth, 1);
    parameters.put(name + "_from", from);
    parameters.put(name + "_to", from.plusMonths(3).minusDays(1));
    return parameters;
  }
}
