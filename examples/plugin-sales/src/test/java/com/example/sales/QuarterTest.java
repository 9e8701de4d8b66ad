package com.example.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import ducksite.testkit.PreprocessorContract;
import ducksite.testkit.TestRouteContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QuarterTest extends PreprocessorContract {

  @Override
  protected Preprocessor preprocessor() {
    return new Quarter();
  }

  @Override
  protected RouteContext context() {
    return TestRouteContext.of("orders").withOptions(Map.of("parameter", "quarter"));
  }

  @Override
  protected Map<String, Object> acceptedParameters() {
    return Map.of("quarter", "2025Q3", "region", "emea");
  }

  @Override
  protected List<Map<String, Object>> refusedParameters() {
    return List.of(Map.of("quarter", "Q3"), Map.of("quarter", "2025Q5"));
  }

  @Test
  void aQuarterBecomesItsFirstAndItsLastDay() throws Exception {
    assertEquals(
        Map.of(
            "quarter_from",
            LocalDate.of(2025, 7, 1),
            "quarter_to",
            LocalDate.of(2025, 9, 30),
            "region",
            "emea"),
        preprocessor().process(new HashMap<>(acceptedParameters()), context()));
  }

  @Test
  void anotherTextIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> preprocessor().process(new HashMap<>(Map.of("quarter", "Q3")), context()));
  }
}
