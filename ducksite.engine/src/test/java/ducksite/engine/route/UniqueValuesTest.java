package ducksite.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.Cancellation;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What the choices of a form cost: a query of nobody's interest is not executed. */
final class UniqueValuesTest extends RouteProject {

  private static final String REGION = "[params.region]\nui_control = \"select\"\n";
  private static final String SQL =
      "SELECT region FROM 'data/s.parquet' WHERE $region IS NULL OR region IN $region";

  private List<String> choices(Route route, Cancellation cancellation) throws RouteException {
    RoutePlan plan = plan(route, query("format", "html_t"));
    return new UniqueValues(plan, cancellation).of("region", "region").texts();
  }

  @Test
  void choices_that_were_offered_need_no_query() throws Exception {
    project.sales("data/s.parquet");
    Route route = compiled(REGION, SQL);
    assertThrows(CancellationException.class, () -> choices(route, () -> true));
    List<String> asked = choices(route, () -> false);
    assertEquals(List.of("apac", "emea", "na"), asked);
    assertEquals(asked, choices(route, () -> true));
    project.parquet("data/s.parquet", "SELECT 'fresh' AS region");
    List<String> fresh = asked;
    for (int attempt = 0; attempt < 3_000 && fresh.equals(asked); attempt++) {
      Thread.sleep(10);
      fresh = choices(route, () -> false);
    }
    assertEquals(List.of("fresh"), fresh);
  }

  @Test
  void choices_of_what_changes_by_itself_are_asked_for_each_time() throws Exception {
    project.sales("data/s.parquet");
    for (String each : List.of("cache_mode = \"force_live\"\n" + REGION, REGION)) {
      boolean live = each.startsWith("cache_mode");
      Route route = compiled(each, live ? SQL : SQL + " AND now() > TIMESTAMP '2000-01-01'");
      assertEquals(3, choices(route, () -> false).size());
      assertThrows(CancellationException.class, () -> choices(route, () -> true));
    }
  }
}
