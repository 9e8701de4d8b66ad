package ducksite.engine.render;

import ducksite.api.Options;
import ducksite.api.render.RenderContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The form of a route's parameters. A parameter's table has {@code name}, {@code type} (str, int,
 * float, bool, date…), {@code value} (a text, or a list for several), {@code label}, {@code
 * description}, {@code required} and {@code choices}.
 */
final class HtmlForm {

  private final Html html;
  private final HtmlRequest request;

  HtmlForm(Html html, HtmlRequest request) {
    this.html = html;
    this.request = request;
  }

  void write(RenderContext context) throws IOException {
    if (request.parameters().isEmpty()) {
      return;
    }
    html.markup("<form class=\"ds-form\" method=\"get\"")
        .attribute("action", request.path())
        .markup(">");
    for (Options parameter : request.parameters()) {
      field(parameter);
    }
    if (!request.path().endsWith(".html")) {
      hidden("format", HtmlRequest.FORMAT);
    }
    if (context.limit().isPresent()) {
      hidden("limit", Long.toString(context.limit().getAsLong()));
    }
    html.markup(
        "<div class=\"ds-actions\"><button type=\"submit\" class=\"ds-button\">Apply</button>");
    html.link("class=\"ds-reset\"", request.path().isEmpty() ? "?" : request.path(), "Reset")
        .markup("</div></form>");
  }

  private void field(Options parameter) throws IOException {
    String name = parameter.string("name").orElse("");
    String id = "ds-param-" + name;
    html.markup("<div class=\"ds-field\"><label").attribute("for", id).markup(">");
    html.text(parameter.string("label").orElseGet(() -> label(name))).markup("</label>");
    List<String> choices = parameter.strings("choices");
    List<String> values = values(parameter);
    if (!choices.isEmpty()) {
      select(parameter, name, id, choices, values);
    } else if (type(parameter).equals("bool")) {
      select(parameter, name, id, List.of("true", "false"), values);
    } else {
      inputs(parameter, name, id, values);
    }
    if (parameter.string("description").isPresent()) {
      html.markup("<small class=\"ds-help\"").attribute("id", id + "-help").markup(">");
      html.text(parameter.string("description").get()).markup("</small>");
    }
    html.markup("</div>");
  }

  private void inputs(Options parameter, String name, String id, List<String> values)
      throws IOException {
    for (int index = 0; index < values.size(); index++) {
      html.markup("<input")
          .markup(
              switch (type(parameter)) {
                case "int", "integer" -> " type=\"number\" step=\"1\"";
                case "float", "number" -> " type=\"number\" step=\"any\"";
                case "date" -> " type=\"date\"";
                default -> " type=\"text\"";
              });
      attributes(parameter, name, index == 0 ? id : id + "-" + index);
      html.attribute("value", values.get(index)).markup(">");
    }
  }

  /**
   * A choice of one; a value that is not on the list stays selected, and the blank choice means
   * none.
   */
  private void select(
      Options parameter, String name, String id, List<String> choices, List<String> values)
      throws IOException {
    html.markup("<select");
    attributes(parameter, name, id);
    html.markup("><option value=\"\"></option>");
    for (String choice : choices) {
      option(choice, values.contains(choice));
    }
    for (String value : values) {
      if (!value.isEmpty() && !choices.contains(value)) {
        option(value, true);
      }
    }
    html.markup("</select>");
  }

  private void option(String value, boolean selected) throws IOException {
    html.markup("<option")
        .attribute("value", value)
        .markup(selected ? " selected>" : ">")
        .text(value);
    html.markup("</option>");
  }

  private void attributes(Options parameter, String name, String id) throws IOException {
    html.attribute("id", id).attribute("name", name);
    html.markup(parameter.bool("required").orElse(false) ? " required" : "");
    if (parameter.string("description").isPresent()) {
      html.attribute("aria-describedby", "ds-param-" + name + "-help");
    }
  }

  private void hidden(String name, String value) throws IOException {
    html.markup("<input type=\"hidden\"")
        .attribute("name", name)
        .attribute("value", value)
        .markup(">");
  }

  private static String type(Options parameter) {
    return parameter.string("type").orElse("str").toLowerCase(Locale.ROOT);
  }

  private static List<String> values(Options parameter) {
    return switch (parameter.asMap().get("value")) {
      case null -> List.of("");
      case List<?> list when !list.isEmpty() -> list.stream().map(String::valueOf).toList();
      case List<?> none -> List.of("");
      case Object single -> List.of(single.toString());
    };
  }

  private static String label(String name) {
    String words = name.replace('_', ' ').strip();
    return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
