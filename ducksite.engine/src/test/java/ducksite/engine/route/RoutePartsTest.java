package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.engine.render.CsvRenderer;
import ducksite.engine.render.HtmlTableRenderer;
import ducksite.engine.render.JsonRenderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutePartsTest {

  private static Slice slice(String limit, String offset) throws RouteException {
    return Slice.of(Map.of("limit", List.of(limit), "offset", List.of(offset)));
  }

  @Test
  void a_slice_reads_numbers_and_takes_blank_for_absent_and_negative_for_zero() throws Exception {
    assertTrue(Slice.of(Map.of()).isWhole());
    assertTrue(slice(" ", "").isWhole());
    assertEquals(new Slice(5L, 2, List.of()), slice(" +5 ", "2"));
    assertEquals(new Slice(0L, 0, List.of()), slice("-3", "-1"));
    assertFalse(slice("-3", "").isWhole());
    assertEquals(OptionalLong.of(0), slice("0", "").optionalLimit());
    assertEquals(
        new Slice(null, 0, List.of("b", "a")), Slice.of(Map.of("column", List.of("b", "a"))));
    assertEquals(9, Slice.of(Map.of("limit", List.of("x", "9"))).optionalLimit().getAsLong());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.5", "1e3", "1 OR 1=1", "9999999999999999999", "٣", "0x10"})
  void a_slice_refuses_what_is_no_whole_number(String text) {
    RouteException refused = assertThrows(RouteException.class, () -> slice(text, "0"));
    assertEquals(RouteException.Kind.INVALID_PARAMETER, refused.kind());
    assertEquals("limit", refused.parameter());
  }

  @Test
  void a_slice_never_reaches_beyond_the_end() {
    assertEquals(new Slice(2L, 8, List.of()), new Slice(5L, 8, List.of()).within(10));
    assertEquals(new Slice(0L, 10, List.of()), new Slice(5L, 80, List.of()).within(10));
    assertEquals(new Slice(null, 10, List.of()), new Slice(null, 11, List.of()).within(10));
    long most = 999_999_999_999_999_999L;
    assertEquals(new Slice(0L, 3, List.of()), new Slice(most, most, List.of()).within(3));
  }

  private final Formats formats =
      new Formats(
          List.of(
              new JsonRenderer(), new CsvRenderer(), new HtmlTableRenderer(), new JsonRenderer()));

  @Test
  void formats_have_other_names_and_any_case() {
    assertEquals(Set.of("csv", "html_t", "json", "parquet"), formats.names());
    assertEquals(Optional.of("html_t"), formats.find(" HTML "));
    assertEquals(Optional.of("json"), formats.find("table"));
    assertEquals(Optional.of("parquet"), formats.find("Parquet"));
    assertEquals(Optional.empty(), formats.find("xlsx"));
    assertEquals(Optional.empty(), formats.find("arrow"));
    assertEquals(
        List.of("arrow", "csv", "html", "json", "ndjson", "parquet"),
        List.copyOf(Formats.suffixes()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                           | json",
        "APPLICATION/JSON; charset=utf-8            | json",
        "text/html,application/xhtml+xml,*/*;q=0.8  | html_t",
        "image/png, text/csv                        | csv",
        "application/x-parquet                      | parquet",
        "application/json;q=0, text/csv; q = 0.5    | csv",
        "image/png                                  | ",
        "*/*                                        | csv",
        "text/*                                     | csv",
        "text/*;q=0.5, application/*;q=0.7          | json",
        "*/*, text/csv;q=0                          | html_t",
        "*/*;q=0.1, text/html;q=0.2                 | html_t",
        "text/csv;q=0.3, text/*;q=0.1, */*;q=0.2    | csv",
        "application/json, text/plain, */*          | json",
        "*/*;q=0                                    | ",
        "text/csv;charset=utf-8;q=0.2, */*;q=0.1    | csv",
        "text/html;q=nonsense                       | html_t",
        "image/png;q=1, text/csv;q=1.0              | csv",
      })
  void the_type_that_is_wanted_most_is_taken(String accept, String format) {
    assertEquals(Optional.ofNullable(format), accepted(accept, formats.names()));
  }

  private Optional<String> accepted(String accept, Set<String> allowed) {
    return formats.accepted(AcceptedTypes.of(accept), allowed, "csv");
  }

  @Test
  void a_header_that_says_nothing_is_known() {
    for (String header : List.of("", " ", ",", "nonsense", "a b/c", "/;q=1")) {
      assertTrue(AcceptedTypes.of(header).isEmpty(), header);
    }
    assertFalse(AcceptedTypes.of("nonsense, text/csv").isEmpty());
  }

  @Test
  void a_type_that_a_route_does_not_allow_is_not_taken() {
    assertEquals(Optional.of("json"), accepted("text/csv, application/json", Set.of("json")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders/{id}      | /orders/7      | {id=7}",
        "/orders/{id}      | /orders/a%2Fb  | {id=a%2Fb}",
        "/orders/{id}      | /orders/       | ",
        "/orders/{id}      | /orders/7/     | ",
        "/orders/{id}      | /orders        | ",
        "/{a}/x/{b}        | /1/x/2         | {a=1, b=2}",
        "/orders           | /orders        | {}",
        "/orders           | /Orders        | ",
        "/                 | /              | {}",
      })
  void a_pattern_matches_whole_segments(String pattern, String path, String values) {
    assertEquals(
        Optional.ofNullable(values), RoutePattern.of(pattern).match(path).map(Object::toString));
  }
}
