package ducksite.engine.route;

import java.util.Set;

/**
 * What plugins add to the pages of a route.
 *
 * @param charts whether they draw some of its charts
 * @param images whether they tell where its images are
 * @param imageOrigins where images come from besides the site
 */
record RouteFaces(boolean charts, boolean images, Set<String> imageOrigins) {

  private static final Set<String> DRAWN = Set.of("html_t", "chart_js", Formats.JSON);
  private static final String CARDS = "html_c";

  RouteFaces {
    imageOrigins = Set.copyOf(imageOrigins);
  }

  /** Whether answers of a format show something that a plugin has made. */
  boolean areIn(String format) {
    return charts && DRAWN.contains(format) || images && format.equals(CARDS);
  }

  /** The hosts that answers of a format load images from. */
  Set<String> imageOrigins(String format) {
    return format.equals(CARDS) ? imageOrigins : Set.of();
  }
}
