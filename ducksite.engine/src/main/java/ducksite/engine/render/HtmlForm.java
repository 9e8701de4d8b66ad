package ducksite.engine.render;

import ducksite.api.Options;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form of a route's parameters. A field's table has {@code name}, {@code type} (str, int,
 * float, bool, date, datetime), {@code control} (input, select, multi), {@code values}, {@code
 * label}, {@code placeholder}, {@code help}, {@code required} and {@code options} (tables of {@code
 * value} and {@code label}). It is sent by GET and needs no script; what it does not show of the
 * request it keeps as hidden inputs.
 */
final class HtmlForm {

  private static final int LEAST_LINES = 3;
  private static final int MOST_LINES = 6;

  private final Html html;
  private final Face face;

  HtmlForm(Html html, Face face) {
    this.html = html;
    this.face = face;
  }

  void write(OptionalLong limit, long offset) throws IOException {
    if (face.fields().isEmpty()) {
      return;
    }
    html.markup("<details class=\"wd-filters\" open><summary>Filters</summary>");
    html.markup("<form class=\"ds-form\" method=\"get\" data-wd-params")
        .attribute("action", face.path())
        .markup(">");
    for (Options field : face.fields()) {
      field(field);
    }
    kept(limit, offset);
    html.markup(
        "<div class=\"ds-actions\"><button type=\"submit\" class=\"ds-button\">Apply</button>");
    html.link("class=\"ds-reset\"", face.reset(), "Reset").markup("</div></form></details>");
  }

  private void kept(OptionalLong limit, long offset) throws IOException {
    Set<String> shown =
        face.fields().stream()
            .map(field -> field.string("name").orElse(""))
            .collect(Collectors.toSet());
    Map<String, List<String>> hidden = new LinkedHashMap<>(face.arguments());
    hidden.keySet().removeAll(shown);
    if (!face.hasSuffix()) {
      hidden.put("format", List.of(face.format()));
    }
    limit.ifPresent(rows -> hidden.put("limit", List.of(Long.toString(rows))));
    if (offset > 0) {
      hidden.put("offset", List.of(Long.toString(offset)));
    }
    hidden(html, hidden);
  }

  /** Writes values as hidden inputs. */
  static void hidden(Html html, Map<String, List<String>> values) throws IOException {
    for (Map.Entry<String, List<String>> each : values.entrySet()) {
      for (String value : each.getValue()) {
        html.markup("<input type=\"hidden\"")
            .attribute("name", each.getKey())
            .attribute("value", value)
            .markup(">");
      }
    }
  }

  private void field(Options field) throws IOException {
    String name = field.string("name").orElse("");
    String id = "wd-param-" + name;
    html.markup("<div class=\"ds-field\"><label")
        .attribute("for", id)
        .attribute("id", id + "-label")
        .markup(">")
        .text(field.string("label").orElse(name));
    if (field.bool("required").orElse(false)) {
      html.markup(" <span class=\"wd-required\">required</span>");
    }
    html.markup("</label>");
    switch (field.string("control").orElse("input")) {
      case "select" -> select(field, name, id, false);
      case "multi" -> select(field, name, id, true);
      default -> inputs(field, name, id);
    }
    if (field.string("help").isPresent()) {
      html.markup("<small class=\"ds-help\"").attribute("id", id + "-help").markup(">");
      html.text(field.string("help").get()).markup("</small>");
    }
    html.markup("</div>");
  }

  private void inputs(Options field, String name, String id) throws IOException {
    List<String> given = field.strings("values");
    List<String> values = given.isEmpty() ? List.of("") : given;
    for (int index = 0; index < values.size(); index++) {
      html.markup("<input")
          .markup(
              switch (field.string("type").orElse("str")) {
                case "int" -> " type=\"number\" step=\"1\"";
                case "float" -> " type=\"number\" step=\"any\"";
                case "date" -> " type=\"date\"";
                case "datetime" -> " type=\"text\" data-wd-type=\"datetime\"";
                default -> " type=\"text\"";
              });
      if (index == 0) {
        attributes(field, name, id);
      } else {
        attributes(field, name, id + "-" + index);
        html.attribute("aria-label", field.string("label").orElse(name) + " " + (index + 1));
      }
      for (String attribute : List.of("placeholder", "min", "max")) {
        if (field.string(attribute).isPresent()) {
          html.attribute(attribute, field.string(attribute).get());
        }
      }
      html.attribute("value", values.get(index)).markup(">");
    }
  }

  /** A choice; the blank one at the beginning means none is made. */
  private void select(Options field, String name, String id, boolean multiple) throws IOException {
    List<String> values = field.strings("values");
    List<Options> options = field.tables("options");
    String blank = field.string("placeholder").orElse(multiple ? "All values" : "");
    html.markup("<select");
    attributes(field, name, id);
    if (multiple) {
      int lines = Math.clamp(options.size() + 1, LEAST_LINES, MOST_LINES);
      html.markup(" multiple data-wd-multi-select").attribute("size", Integer.toString(lines));
      html.attribute("data-wd-placeholder", blank);
    }
    html.markup(">");
    boolean required = field.bool("required").orElse(false);
    if (!required || values.isEmpty()) {
      option("", blank, multiple && values.isEmpty() && !required);
    }
    for (Options option : options) {
      String value = option.string("value").orElse("");
      option(value, option.string("label").orElse(value), values.contains(value));
    }
    html.markup("</select>");
    if (field.bool("cut").orElse(false)) {
      html.markup("<small class=\"ds-help\">")
          .text("Only the first " + options.size() + " values are listed.")
          .markup("</small>");
    }
  }

  private void option(String value, String label, boolean selected) throws IOException {
    html.markup("<option")
        .attribute("value", value)
        .markup(selected ? " selected>" : ">")
        .text(label)
        .markup("</option>");
  }

  private void attributes(Options field, String name, String id) throws IOException {
    html.attribute("id", id).attribute("name", name);
    html.markup(field.bool("required").orElse(false) ? " required" : "");
    if (field.string("help").isPresent()) {
      html.attribute("aria-describedby", "wd-param-" + name + "-help");
    }
  }
}
