package ducksite.engine.render;

import java.io.IOException;

/** HTML being written: markup as it is, text escaped. */
final class Html {

  private final Output out;
  private final HtmlEscapes escapes = new HtmlEscapes();

  Html(Output out) {
    this.out = out;
  }

  Output out() {
    return out;
  }

  /** Writes markup of the program's own. */
  Html markup(String markup) throws IOException {
    out.put(markup);
    return this;
  }

  /** Writes text, escaped. */
  Html text(String text) throws IOException {
    escapes.write(out, text);
    return this;
  }

  /** Writes an attribute with a blank before it. */
  Html attribute(String name, String value) throws IOException {
    return markup(" " + name + "=\"").text(value).markup("\"");
  }

  /** Writes a link. */
  Html link(String attributes, String href, String text) throws IOException {
    return markup("<a " + attributes).attribute("href", href).markup(">").text(text).markup("</a>");
  }

  /** A whole number with thousands separators. */
  static String count(long number) {
    return Encoded.text(
        out -> {
          out.room(Output.SCALAR);
          int start = out.at;
          out.at = Digits.signed(out.buffer, out.at, number);
          Thousands.insert(out, start);
        });
  }
}
