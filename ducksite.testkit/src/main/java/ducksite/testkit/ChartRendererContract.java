package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.Chart;
import ducksite.api.render.ChartRenderer;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/**
 * What every renderer of charts does, as tests: it is given points of every shape, and each drawing
 * is read as the host reads it. Extend it, tell the renderer, and add what its charts look like.
 */
public abstract class ChartRendererContract extends ProviderContract<ChartRenderer> {

  private static final int LONGEST = 500_000;
  private static final int MOST_POINTS = 5_000;
  private static final Set<String> REFUSED =
      Set.of("script", "style", "foreignobject", "iframe", "embed", "object");

  /** For those who extend. */
  protected ChartRendererContract() {}

  /** The renderer under test, a new one at each call. */
  protected abstract ChartRenderer renderer();

  /** A chart that it can draw, from which the contract makes others: without options here. */
  protected TestChart chart() {
    return TestChart.of("contract", List.of("a", "b", "c")).withSeries("n", List.of(10, 20, 30));
  }

  @Override
  final ChartRenderer provider() {
    return renderer();
  }

  @Override
  final Object call(ChartRenderer renderer) throws Exception {
    return renderer.draw(chart());
  }

  /** Its type is a name that a route can write. */
  @Test
  public void tellsAName() throws Exception {
    String type = started().type();
    assertTrue(type.matches("[a-z0-9][a-z0-9_-]{0,63}"), type);
    assertEquals(type, started().type());
  }

  /** The chart that it can draw becomes a drawing. */
  @Test
  public void drawsAnSvgElement() throws Exception {
    isDrawing(started().draw(chart()));
  }

  /** No point, one point, no value, equal and extreme values, and several series. */
  @Test
  public void drawsOrRefusesPointsOfEveryShape() throws Exception {
    ChartRenderer renderer = started();
    draws(renderer, chart("none", List.of()));
    draws(renderer, chart("one", List.of(1)));
    draws(renderer, chart("missing", Arrays.asList(null, null, null)));
    draws(renderer, chart("gaps", Arrays.asList(1, null, 3)));
    draws(renderer, chart("equal", List.of(5, 5, 5)));
    draws(renderer, chart("zero", List.of(0, -0.0, 0)));
    draws(renderer, chart("negative", List.of(-1, -2, -3)));
    draws(renderer, chart("extreme", List.of(Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300)));
    draws(renderer, chart("two", List.of(1, 2, 3)).withSeries("m", List.of(3, 2, 1)));
  }

  /** As many points as a chart can have. */
  @Test
  public void drawsOrRefusesManyPoints() throws Exception {
    draws(started(), chart("many", Collections.nCopies(MOST_POINTS, 7.25)));
  }

  /** Text from the data is text in the drawing. */
  @Test
  public void escapesTexts() throws Exception {
    ChartRenderer renderer = started();
    for (String text : HostileTexts.ALL) {
      draws(
          renderer,
          TestChart.of("contract", List.of(text, "b"))
              .withSeries(text, List.of(1, 2))
              .withTitle(text)
              .withOptions(chart().options().asMap()));
    }
  }

  private TestChart chart(String id, List<? extends Number> points) {
    List<String> labels = IntStream.range(0, points.size()).mapToObj(Integer::toString).toList();
    return TestChart.of(id, labels).withSeries("n", points).withOptions(chart().options().asMap());
  }

  /** Draws, or says by an {@link IllegalArgumentException} why not. */
  private static void draws(ChartRenderer renderer, Chart chart) throws Exception {
    String drawn;
    try {
      drawn = renderer.draw(chart);
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage() == null || e.getMessage().isBlank(), "a refusal says why");
      return;
    }
    isDrawing(drawn);
  }

  private static void isDrawing(String drawn) throws XMLStreamException {
    assertTrue(drawn.length() <= LONGEST, drawn.length() + " characters are too many");
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(drawn));
    boolean first = true;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      String name = xml.getLocalName().toLowerCase(Locale.ROOT);
      assertTrue(!first || name.equals("svg"), "the drawing begins with <" + name + ">");
      assertFalse(REFUSED.contains(name), "the drawing holds <" + name + ">");
      first = false;
      for (int index = 0; index < xml.getAttributeCount(); index++) {
        String attribute = xml.getAttributeLocalName(index).toLowerCase(Locale.ROOT);
        boolean elsewhere =
            attribute.equals("href") && !xml.getAttributeValue(index).startsWith("#");
        assertFalse(
            attribute.startsWith("on") || attribute.equals("style") || elsewhere,
            "the drawing holds the attribute " + attribute);
      }
    }
  }
}
