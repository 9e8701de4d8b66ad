package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.Chart;
import ducksite.api.render.ChartRenderer;
import ducksite.api.render.ImageContext;
import ducksite.api.render.ImageGetter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contracts of pages' parts fail, by the test that is meant, for plugins that break them. */
final class FaceContractsTest {

  private static Function<Chart, String> drawing = FaceContractsTest::bars;
  private static Function<String, Optional<String>> finding = FaceContractsTest::onCdn;
  private static Set<String> origins = Set.of("https://cdn.example");

  /** The contract of charts as an author extends it. */
  static final class Charts extends ChartRendererContract {
    @Override
    protected ChartRenderer renderer() {
      return new ChartRenderer() {
        @Override
        public String type() {
          return "bars";
        }

        @Override
        public String draw(Chart chart) {
          return drawing.apply(chart);
        }
      };
    }
  }

  /** The contract of images as an author extends it. */
  static final class Images extends ImageGetterContract {
    @Override
    protected ImageGetter getter() {
      return new ImageGetter() {
        @Override
        public String name() {
          return "cdn";
        }

        @Override
        public Set<String> origins() {
          return origins;
        }

        @Override
        public Optional<String> address(String image, ImageContext context) {
          return finding.apply(image);
        }
      };
    }

    @Override
    protected String knownImage() {
      return "media/card.png";
    }
  }

  private static String bars(Chart chart) {
    StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for (int point = 0; point < chart.labels().size(); point++) {
      svg.append("<rect height=\"" + chart.value(0, point).orElse(0) + "\"/>");
    }
    return svg.append("</svg>").toString();
  }

  private static Optional<String> onCdn(String image) {
    String encoded = URLEncoder.encode(image, StandardCharsets.UTF_8);
    String address = "https://cdn.example/" + encoded;
    return address.length() > 2_000 ? Optional.empty() : Optional.of(address);
  }

  @Test
  void goodPluginsPassEveryTest() {
    drawing = FaceContractsTest::bars;
    finding = FaceContractsTest::onCdn;
    origins = Set.of("https://cdn.example");
    for (Class<?> contract : Set.of(Charts.class, Images.class)) {
      Verdict verdict = Verdict.of(contract);
      assertEquals(Map.of(), verdict.failed());
      assertEquals(Set.of(), verdict.aborted());
      assertTrue(verdict.passed().size() > 8, verdict.passed()::toString);
    }
  }

  @Test
  void aDrawingThatNoPageCanHoldFails() {
    Map<Function<Chart, String>, String> bad =
        Map.of(
            chart -> "<p>no</p>", "drawsAnSvgElement",
            chart -> bars(chart).replace("</svg>", "<script>1</script></svg>"), "drawsAnSvgElement",
            chart -> bars(chart).replace("<rect", "<rect onload=\"x\""), "drawsAnSvgElement",
            chart -> "<svg><text>" + chart.title() + "</text></svg>", "escapesTexts",
            chart -> "<svg>" + chart.value(0, 0).orElse(0) + "</svg>",
                "drawsOrRefusesPointsOfEveryShape",
            chart -> bars(chart).replace("<rect", "<rect class=\"" + "x".repeat(200) + "\""),
                "drawsOrRefusesManyPoints");
    bad.forEach(
        (each, test) -> {
          drawing = each;
          assertTrue(Verdict.of(Charts.class).failed().containsKey(test), test);
        });
  }

  @Test
  void anAddressThatNoPageCanUseFails() {
    origins = Set.of("https://cdn.example");
    Map<Function<String, Optional<String>>, String> bad =
        Map.of(
            image -> Optional.empty(), "knowsItsImage",
            image -> Optional.of("https://other.example/x"), "knowsItsImage",
            image -> Optional.of("//other.example/x"), "knowsItsImage",
            image -> Optional.of("https://cdn.example/" + image), "bearsHostileNames");
    bad.forEach(
        (each, test) -> {
          finding = each;
          assertTrue(Verdict.of(Images.class).failed().containsKey(test), test);
        });
    finding = FaceContractsTest::onCdn;
    origins = Set.of("https://cdn.example/*");
    assertTrue(Verdict.of(Images.class).failed().containsKey("tellsOrigins"));
  }
}
