package ducksite.app;

import ducksite.engine.Site;

/** A built site in one line. */
final class BuildSummary {

  private BuildSummary() {}

  static String of(Site site) {
    return count(site.pages().size(), "page")
        + ", "
        + count(site.routes().size(), "route")
        + ", "
        + count(site.queries().size(), "query")
        + ", "
        + count(site.dataMap().files().size(), "data file");
  }

  private static String count(int number, String noun) {
    String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return number + " " + (number == 1 ? noun : plural);
  }
}
