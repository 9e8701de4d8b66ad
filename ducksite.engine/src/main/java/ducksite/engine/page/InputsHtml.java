package ducksite.engine.page;

import ducksite.engine.render.HtmlText;
import java.util.List;

/**
 * The inputs of a page as one form. It asks for the page again with what is chosen in the address,
 * so that it works without a script, and can be sent to others.
 */
final class InputsHtml {

  private final PageExecution execution;
  private final StringBuilder html = new StringBuilder();

  private InputsHtml(PageExecution execution) {
    this.execution = execution;
  }

  /** The form; out of sight when all inputs are, for clicks that choose. */
  static String form(Page page, PageExecution execution) {
    InputsHtml writer = new InputsHtml(execution);
    boolean hidden =
        page.inputs().all().stream().allMatch(each -> each.mode() == InputSpec.Mode.HIDDEN);
    writer
        .html
        .append("<form class=\"ds-inputs\" method=\"get\" ")
        .append(hidden ? "hidden>\n" : "role=\"search\">\n");
    page.inputs().all().forEach(writer::input);
    return writer
        .html
        .append("<button class=\"ds-button ds-apply\" type=\"submit\">Apply</button>\n</form>\n")
        .toString();
  }

  private void input(InputSpec input) {
    List<String> chosen = execution.choice().of(input);
    switch (input.mode()) {
      case HIDDEN -> {
        html.append("<input type=\"hidden\"");
        common(input);
        attribute("value", String.join(",", chosen));
        html.append(">\n");
      }
      case TEXT -> {
        label(input);
        html.append("<input type=\"text\" autocomplete=\"off\" maxlength=\"1000\"");
        common(input);
        attribute("value", String.join(",", chosen));
        if (input.placeholder() != null) {
          attribute("placeholder", input.placeholder());
        }
        html.append("></label>\n");
      }
      case DROPDOWN -> {
        label(input);
        html.append("<select").append(input.multiple() ? " multiple size=\"4\"" : "");
        common(input);
        html.append('>');
        options(input, chosen);
        html.append("</select></label>\n");
      }
    }
  }

  private void label(InputSpec input) {
    html.append("<label class=\"ds-input\"><span>")
        .append(HtmlText.escape(input.label()))
        .append("</span>");
  }

  private void common(InputSpec input) {
    attribute("name", input.urlKey());
    attribute("data-input", input.name());
    attribute("data-default", String.join(",", input.defaults()));
    if (input.multiple()) {
      attribute("data-multiple", "true");
    }
    if (input.options() != null) {
      attribute("data-all", input.options().allValue());
    }
  }

  private void options(InputSpec input, List<String> chosen) {
    InputOptions options = input.options();
    List<InputOptions.Choice> offered = execution.choices().getOrDefault(input.name(), List.of());
    String all = options == null ? "" : options.allValue();
    boolean listed = offered.stream().anyMatch(each -> each.value().equals(all));
    if (!listed && (options == null || options.offersAll())) {
      option(
          new InputOptions.Choice(all, options == null ? "" : options.allLabel()),
          input.isAll(chosen));
    }
    for (InputOptions.Choice each : offered) {
      option(each, chosen.contains(each.value()));
    }
    // What the address asks for stays visible, also where it is not among the choices.
    for (String value : chosen) {
      if (!value.equals(all) && offered.stream().noneMatch(each -> each.value().equals(value))) {
        option(new InputOptions.Choice(value, value), true);
      }
    }
  }

  private void option(InputOptions.Choice choice, boolean selected) {
    html.append("<option");
    attribute("value", choice.value());
    html.append(selected ? " selected>" : ">")
        .append(HtmlText.escape(choice.label()))
        .append("</option>");
  }

  private void attribute(String name, String value) {
    html.append(' ').append(name).append("=\"").append(HtmlText.escape(value)).append('"');
  }
}
