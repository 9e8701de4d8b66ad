package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters whose values have bounds. */
final class RangeGuardTest {

  @TempDir private static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        new TestSite(folder)
            .route(
                "bounded",
                """
                [params.month]
                type = "int"
                guard = { mode = "range", min = 1, max = 12 }
                [params.share]
                type = "float"
                guard = { mode = "range", max = 0.5 }
                [params.day]
                type = "date"
                guard = { mode = "range", min = 2024-01-01 }
                [params.top]
                type = "int"
                template_only = true
                required = true
                guard = { mode = "range", min = 1, max = 3 }
                """,
                "SELECT range AS n, $month AS month, $share AS share, $day AS day"
                    + " FROM range(9) LIMIT {{ top }}")
            .start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "month=1",
        "month=12",
        "month=3&month=4",
        "share=0.5",
        "share=-1e300",
        "day=2024-01-01"
      })
  void whatIsWithinIsAnswered(String query) throws IOException {
    Reply reply = site.get("/bounded?top=2&" + query);
    assertEquals(200, reply.status(), reply.text());
    assertEquals(2, reply.rows().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "month=0",
        "month=13",
        "month=-9223372036854775808",
        "month=3&month=13",
        "share=0.50001",
        "share=nan",
        "share=1e308",
        "day=2023-12-31",
        "top=4",
        "top=0"
      })
  void whatIsNotIsTheClientsMistake(String query) throws IOException {
    Reply reply = site.get("/bounded?" + (query.startsWith("top") ? "" : "top=2&") + query);
    assertEquals(400, reply.status(), reply.text());
    assertEquals("invalid_parameter", reply.code());
  }

  @Test
  void everyMistakeIsToldWithItsBounds() throws IOException {
    Reply reply = site.get("/bounded?top=9&month=13&day=2020-01-01");
    List<String> told =
        reply.json().get("errors").valueStream().map(each -> each.get("detail").asText()).toList();
    assertEquals(3, told.size(), told.toString());
    assertTrue(told.contains("Parameter 'month': it must be at least 1 and at most 12"), "" + told);
    assertTrue(told.contains("Parameter 'day': it must be at least 2024-01-01"), "" + told);
  }

  @Test
  void boundsAreDescribedAndInTheForm() throws IOException {
    JsonNode parameters = site.get("/openapi.json").json().at("/paths/~1bounded/get/parameters");
    assertEquals(1, parameters.at("/0/schema/minimum").asInt());
    assertEquals(12, parameters.at("/0/schema/maximum").asInt());
    assertEquals("it must be at least 2024-01-01", parameters.at("/2/schema/description").asText());
    assertEquals(1, parameters.at("/3/example").asInt());
    String form = site.get("/bounded.html?top=1").text();
    assertTrue(form.contains("min=\"1\" max=\"12\""), form);
    assertTrue(form.contains("min=\"2024-01-01\""), form);
  }
}
