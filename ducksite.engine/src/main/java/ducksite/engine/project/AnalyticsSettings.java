package ducksite.engine.project;

/**
 * Section {@code [analytics]}: how requests to routes are counted.
 *
 * @param enabled whether they are counted
 * @param weight hits that one request counts for
 */
public record AnalyticsSettings(boolean enabled, int weight) {

  static AnalyticsSettings read(SectionReader section) {
    return new AnalyticsSettings(section.bool("enabled"), section.integer("weight_interactions"));
  }
}
