package ducksite.engine.render;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HtmlFormTest {

  @Test
  void everyFieldHasALabelAndTheInputOfItsType() {
    String page =
        page(
            field("order_id", "int", "input", List.of("7"), "required", true),
            field("ratio", "float", "input", List.of()),
            field("day", "date", "input", List.of("2024-01-02"), "help", "First <day>"),
            field("at", "datetime", "input", List.of(), "placeholder", "2024-01-02T00:00"));
    contains(page, "<form class=\"ds-form\" method=\"get\" data-wd-params action=\"/orders\">");
    contains(
        page,
        "<label for=\"wd-param-order_id\" id=\"wd-param-order_id-label\">order_id"
            + " <span class=\"wd-required\">required</span></label><input type=\"number\""
            + " step=\"1\" id=\"wd-param-order_id\" name=\"order_id\" required value=\"7\">");
    contains(page, "<input type=\"number\" step=\"any\" id=\"wd-param-ratio\"");
    contains(
        page,
        "<input type=\"date\" id=\"wd-param-day\" name=\"day\""
            + " aria-describedby=\"wd-param-day-help\" value=\"2024-01-02\"><small"
            + " class=\"ds-help\" id=\"wd-param-day-help\">First &lt;day&gt;</small>");
    contains(page, "<input type=\"text\" data-wd-type=\"datetime\" id=\"wd-param-at\"");
    contains(page, "placeholder=\"2024-01-02T00:00\"");
  }

  @Test
  void severalValuesOfAnInputAreSeveralNamedInputs() {
    String page = page(field("tag", "str", "input", List.of("a", "b\"")));
    contains(page, "id=\"wd-param-tag\" name=\"tag\" value=\"a\">");
    contains(page, "id=\"wd-param-tag-1\" name=\"tag\" aria-label=\"tag 2\" value=\"b&quot;\">");
  }

  @Test
  void aChoiceOfSeveralIsAPlainSelectWithTheBlankOptionFirst() {
    String page =
        page(
            field(
                "region",
                "str",
                "multi",
                List.of("N", "__null__"),
                "options",
                List.of(option("N", "North"), option("<S>", "<S>"), option("__null__", "(null)"))));
    contains(page, "name=\"region\" multiple data-wd-multi-select size=\"4\"");
    contains(
        page,
        "<option value=\"\">All values</option><option value=\"N\" selected>North</option>"
            + "<option value=\"&lt;S&gt;\">&lt;S&gt;</option>"
            + "<option value=\"__null__\" selected>(null)</option></select>");
  }

  @Test
  void withoutAChoiceTheBlankOptionIsTheChosenOne() {
    String page =
        page(
            field(
                "region",
                "str",
                "multi",
                List.of(),
                "placeholder",
                "Every region",
                "options",
                List.of(option("N", "North"))));
    contains(page, "data-wd-placeholder=\"Every region\"");
    contains(page, "<option value=\"\" selected>Every region</option>");
  }

  @Test
  void aListThatHasBeenCutSaysSo() {
    String page =
        page(
            field(
                "region",
                "str",
                "multi",
                List.of(),
                "cut",
                true,
                "options",
                List.of(option("N", "North"))));
    contains(page, "Only the first 1 values are listed.");
  }

  @Test
  void whatTheFormDoesNotShowIsKept() {
    Map<String, Object> options =
        new LinkedHashMap<>(
            Map.of(
                "request_path",
                "/orders",
                "arguments",
                Map.of("tag", List.of("a"), "colour", List.of("<red>", "blue")),
                "fields",
                List.of(field("tag", "str", "input", List.of("a")))));
    String page =
        Rendered.text(
            new HtmlTableRenderer(), Request.PLAIN.page(10, 5).options(options), "SELECT 1 AS a");
    String form = page.substring(page.indexOf("data-wd-params"), page.indexOf("</form>"));
    contains(form, "<input type=\"hidden\" name=\"colour\" value=\"&lt;red&gt;\">");
    contains(form, "<input type=\"hidden\" name=\"colour\" value=\"blue\">");
    contains(form, "<input type=\"hidden\" name=\"format\" value=\"html_t\">");
    contains(form, "<input type=\"hidden\" name=\"limit\" value=\"5\">");
    contains(form, "<input type=\"hidden\" name=\"offset\" value=\"10\">");
    assertFalse(form.contains("type=\"hidden\" name=\"tag\""), form);
    contains(form, "href=\"/orders?format=html_t\">Reset</a>");
  }

  private static Map<String, Object> option(String value, String label) {
    return Map.of("value", value, "label", label);
  }

  private static Map<String, Object> field(
      String name, String type, String control, List<String> values, Object... more) {
    Map<String, Object> field =
        new LinkedHashMap<>(
            Map.of(
                "name", name, "type", type, "control", control, "values", values, "label", name));
    for (int index = 0; index < more.length; index += 2) {
      field.put(more[index].toString(), more[index + 1]);
    }
    return field;
  }

  private static String page(Object... fields) {
    Map<String, Object> options = Map.of("request_path", "/orders", "fields", List.of(fields));
    return Rendered.text(new HtmlTableRenderer(), Request.PLAIN.options(options), "SELECT 1 AS a");
  }

  private static void contains(String page, String part) {
    assertTrue(page.contains(part), part + "\nin\n" + page);
  }
}
