package ducksite.engine.render;

import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether a text is a drawing that a page can hold: one well-formed SVG element which runs nothing,
 * and loads nothing.
 */
public final class SvgCheck {

  private static final int LONGEST = 500_000;
  private static final int DEEPEST = 200;
  private static final Set<String> REFUSED =
      Set.of(
          "script", "foreignobject", "iframe", "embed", "object", "style", "handler", "listener");
  private static final String SVG = "http://www.w3.org/2000/svg";

  private SvgCheck() {}

  /** What is wrong with a text; empty when it is a drawing. */
  public static Optional<String> defect(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    }
    try {
      return read(factory().createXMLStreamReader(new StringReader(text)));
    } catch (XMLStreamException e) {
      return Optional.of("is not well-formed");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static Optional<String> read(XMLStreamReader xml) throws XMLStreamException {
    int depth = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          Optional<String> defect = element(xml, depth);
          if (defect.isPresent() || depth == DEEPEST) {
            return defect.isPresent() ? defect : Optional.of("is nested too deeply");
          }
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.PROCESSING_INSTRUCTION,
            XMLStreamConstants.DTD,
            XMLStreamConstants.ENTITY_REFERENCE,
            XMLStreamConstants.CDATA,
            XMLStreamConstants.COMMENT -> {
          return Optional.of("holds more than elements and text");
        }
        default -> {
          // Text, and the ends of the document.
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> element(XMLStreamReader xml, int depth) {
    String name = xml.getLocalName();
    String space = xml.getNamespaceURI();
    if (depth == 0 && !name.equals("svg")) {
      return Optional.of("is no <svg> element");
    }
    if (xml.getPrefix() != null && !xml.getPrefix().isEmpty()
        || space != null && !space.equals(SVG)) {
      return Optional.of("holds <" + name + "> of another kind of XML");
    }
    if (REFUSED.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("holds <" + name + ">");
    }
    for (int index = 0; index < xml.getAttributeCount(); index++) {
      String attribute = xml.getAttributeLocalName(index).toLowerCase(Locale.ROOT);
      String value = xml.getAttributeValue(index).strip().toLowerCase(Locale.ROOT);
      boolean elsewhere = attribute.equals("href") || attribute.equals("src");
      if (attribute.startsWith("on")
          || attribute.equals("style")
          || elsewhere && !value.startsWith("#")
          || value.contains("url(") && !value.startsWith("url(#")
          || value.contains("javascript:")) {
        return Optional.of("holds the attribute " + attribute + " of <" + name + ">");
      }
    }
    return Optional.empty();
  }
}
