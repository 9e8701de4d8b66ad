package ducksite.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OptionsTest {

  private static final Options OPTIONS =
      Options.of(
          Map.of(
              "text",
              "a",
              "whole",
              3L,
              "real",
              1.5,
              "flag",
              true,
              "day",
              LocalDate.EPOCH,
              "list",
              List.of("x", "y"),
              "mixed",
              List.of("x", 1L),
              "table",
              Map.of("k", "v"),
              "tables",
              List.of(Map.of("n", 1L), Map.of("n", 2L))));

  @Test
  void valuesAreReadByTheirType() {
    assertEquals(Optional.of("a"), OPTIONS.string("text"));
    assertEquals(Optional.of(3L), OPTIONS.integer("whole"));
    assertEquals(Optional.of(1.5), OPTIONS.number("real"));
    assertEquals(Optional.of(3.0), OPTIONS.number("whole"));
    assertEquals(Optional.of(true), OPTIONS.bool("flag"));
    assertEquals(List.of("x", "y"), OPTIONS.strings("list"));
    assertEquals(Optional.of("v"), OPTIONS.table("table").string("k"));
    assertEquals(Optional.of(2L), OPTIONS.tables("tables").get(1).integer("n"));
    assertEquals(LocalDate.EPOCH, OPTIONS.asMap().get("day"));
  }

  @Test
  void whatIsAbsentIsEmpty() {
    assertEquals(Optional.empty(), OPTIONS.string("no"));
    assertEquals(Optional.empty(), OPTIONS.integer("no"));
    assertEquals(Optional.empty(), OPTIONS.number("no"));
    assertEquals(Optional.empty(), OPTIONS.bool("no"));
    assertEquals(List.of(), OPTIONS.strings("no"));
    assertEquals(List.of(), OPTIONS.tables("no"));
    assertSame(Options.empty(), OPTIONS.table("no"));
  }

  @Test
  void aValueOfAnotherTypeIsNamed() {
    assertEquals("option 'whole' must be a string", refusal(() -> OPTIONS.string("whole")));
    assertEquals("option 'real' must be an integer", refusal(() -> OPTIONS.integer("real")));
    assertEquals("option 'text' must be a number", refusal(() -> OPTIONS.number("text")));
    assertEquals("option 'text' must be true or false", refusal(() -> OPTIONS.bool("text")));
    assertEquals(
        "option 'mixed' must be a list of strings", refusal(() -> OPTIONS.strings("mixed")));
    assertEquals("option 'list' must be a table", refusal(() -> OPTIONS.table("list")));
    assertEquals("option 'list' must be an array of tables", refusal(() -> OPTIONS.tables("list")));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable read) {
    return assertThrows(IllegalArgumentException.class, read).getMessage();
  }

  @Test
  void theGivenMapIsCopiedAtEveryDepth() {
    List<Object> list = new ArrayList<>(List.of("x"));
    Map<String, Object> inner = new HashMap<>(Map.of("list", list));
    Map<String, Object> outer = new LinkedHashMap<>(Map.of("inner", inner));
    Options options = Options.of(outer);
    list.add("y");
    inner.put("more", 1L);
    outer.clear();
    assertEquals(Map.of("inner", Map.of("list", List.of("x"))), options.asMap());
    assertThrows(UnsupportedOperationException.class, () -> options.asMap().clear());
    assertThrows(
        UnsupportedOperationException.class, () -> options.table("inner").strings("list").add("z"));
  }

  @Test
  void keysKeepTheirOrder() {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> keys = List.of("z", "a", "m");
    keys.forEach(key -> values.put(key, key));
    assertEquals(keys, List.copyOf(Options.of(values).keys()));
  }

  @Test
  void nullIsNoValue() {
    Map<String, Object> values = new HashMap<>();
    values.put("a", null);
    assertThrows(NullPointerException.class, () -> Options.of(values));
  }

  @Test
  void equalValuesAreEqualAndValuesAreNotPrinted() {
    Options one = Options.of(Map.of("password", "secret"));
    assertEquals(one, Options.of(Map.of("password", "secret")));
    assertEquals(one.hashCode(), Options.of(Map.of("password", "secret")).hashCode());
    assertNotEquals(one, Options.of(Map.of("password", "other")));
    assertEquals("Options[password]", one.toString());
  }
}
