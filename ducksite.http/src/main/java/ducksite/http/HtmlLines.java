package ducksite.http;

import ducksite.engine.render.HtmlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of HTML under construction: every text that is given to it is escaped. */
final class HtmlLines {

  private final StringBuilder html = new StringBuilder();

  /** Markup of our own. */
  HtmlLines markup(String markup) {
    html.append(markup);
    return this;
  }

  HtmlLines text(String text) {
    html.append(HtmlText.escape(text));
    return this;
  }

  /** An element of a text; none without one. */
  HtmlLines element(String tag, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      markup("<" + tag + ">").text(text).markup("</" + tag.split(" ", 2)[0] + ">");
    }
    return this;
  }

  HtmlLines link(String href, String text) {
    return markup("<a href=\"").text(href).markup("\">").text(text).markup("</a>");
  }

  /** A badge; {@code kind} is its class or empty. */
  HtmlLines badge(String text, String kind) {
    return element("span class=\"" + ("ds-badge " + kind).strip() + "\"", text);
  }

  /** A term of a list of definitions with what it means; neither without a meaning. */
  HtmlLines definition(String term, @Nullable String meaning) {
    return meaning == null || meaning.isBlank() ? this : element("dt", term).element("dd", meaning);
  }

  /** A term with several meanings on one line. */
  HtmlLines definition(String term, List<String> meanings) {
    return definition(term, String.join(", ", meanings));
  }

  /** The heading of what follows. */
  HtmlLines heading(String text) {
    return prose("h2", text);
  }

  /** A sentence of its own. */
  HtmlLines note(String text) {
    return prose("p", text);
  }

  private HtmlLines prose(String tag, String text) {
    return markup("<section class=\"ds-prose\">").element(tag, text).markup("</section>");
  }

  /** A table in a card that scrolls by itself; the first column of each row is code. */
  HtmlLines table(String caption, List<String> heads, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    markup("<figure class=\"ds-card\"><figcaption>").text(caption).markup("</figcaption>");
    markup("<div class=\"ds-scroll\"><table class=\"ds-table\"><thead><tr>");
    heads.forEach(head -> element("th scope=\"col\"", head));
    markup("</tr></thead><tbody>");
    for (List<String> row : rows) {
      markup("<tr><th scope=\"row\"><code>").text(row.getFirst()).markup("</code></th>");
      row.subList(1, row.size()).forEach(cell -> markup("<td>").text(cell).markup("</td>"));
      markup("</tr>");
    }
    return markup("</tbody></table></div></figure>");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
