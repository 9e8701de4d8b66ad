package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The texts of a route that its requests make. */
final class RouteVariantsTest extends RouteProject {

  private static final String PARAMETER = "[params.x]\ntemplate_only = true\ndefault = \"a\"\n";

  private final List<String> compiled = new ArrayList<>();

  private RouteVariants variants() throws Exception {
    Route route = compiled(PARAMETER, "SELECT {{ x }} AS v");
    RouteTemplate template =
        TemplateReader.read(route.source(), ConstantNames.NONE, new Problems()).orElseThrow();
    return new RouteVariants(
        template,
        Set.of(),
        (SourceFragment text, Map<String, List<String>> paths, Problems found) -> {
          compiled.add(text.text());
          return Optional.of(route);
        });
  }

  @Test
  void a_text_is_compiled_once_and_the_last_hundred_are_kept() throws Exception {
    RouteVariants variants = variants();
    for (int value = 0; value < 100; value++) {
      variants.route(Map.of("x", "v" + value));
    }
    variants.route(Map.of("x", "v0"));
    assertEquals(100, compiled.size());
    variants.route(Map.of("x", "v100"));
    variants.route(Map.of("x", "v0"));
    assertEquals(101, compiled.size());
    variants.route(Map.of("x", "v1"));
    assertEquals("SELECT 'v1' AS v", compiled.getLast());
    assertEquals(102, compiled.size());
  }

  @Test
  void a_very_long_text_is_not_kept() throws Exception {
    RouteVariants variants = variants();
    String value = "x".repeat(50_000);
    variants.route(Map.of("x", value));
    variants.route(Map.of("x", value));
    assertEquals(2, compiled.size());
  }

  @Test
  void a_refused_text_is_compiled_once_for_a_while_and_the_last_hundred_are_kept()
      throws Exception {
    Route route = compiled(PARAMETER, "SELECT {{ x }} AS v");
    RouteTemplate template =
        TemplateReader.read(route.source(), ConstantNames.NONE, new Problems()).orElseThrow();
    RouteVariants refusing =
        new RouteVariants(
            template,
            Set.of(),
            (SourceFragment text, Map<String, List<String>> paths, Problems found) -> {
              compiled.add(text.text());
              return Optional.empty();
            });
    RouteException first = refused(refusing, "bad");
    RouteException again = refused(refusing, "bad");
    assertEquals(1, compiled.size());
    assertEquals(first.getMessage(), again.getMessage());
    assertEquals("x", again.parameter());
    assertNotSame(first, again);
    for (int value = 0; value < 100; value++) {
      refused(refusing, "v" + value);
    }
    refused(refusing, "v99");
    assertEquals(101, compiled.size());
    refused(refusing, "bad");
    assertEquals(102, compiled.size());
  }

  private static RouteException refused(RouteVariants variants, String value) {
    return assertThrows(RouteException.class, () -> variants.route(Map.of("x", value)));
  }

  @Test
  void requests_at_once_get_each_their_own() throws Exception {
    Route route = compiled(PARAMETER, "SELECT {{ x }} AS v, '{{ x | upper }}' AS w");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int request = 0; request < 120; request++) {
        String value = "v" + request % 40;
        answers.add(threads.submit(() -> project.rows(route, Map.of("x", value))));
      }
      for (int request = 0; request < answers.size(); request++) {
        String value = "v" + request % 40;
        assertEquals(
            List.of("v,w", value + "," + value.toUpperCase(java.util.Locale.ROOT)),
            answers.get(request).get());
      }
    }
  }
}
