package ducksite.engine;

import ducksite.engine.page.Page;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteSource;
import ducksite.engine.route.Formats;
import ducksite.engine.route.RoutePattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The check that no two things of a site answer at one address. */
final class UrlSpace {

  private static final List<String> RESERVED_PREFIXES =
      List.of(
          "/-/",
          "/data/",
          "/sql/",
          "/assets/",
          "/vendor/",
          "/routes/",
          "/shares/",
          "/auth/",
          "/local/",
          "/api/");
  private static final List<String> RESERVED =
      List.of("/routes", "/healthz", "/readyz", "/metrics", "/openapi.json", "/sitemap.json");

  /** What a route's path may be followed by; nothing first. */
  private static final List<String> SUFFIXES =
      Stream.concat(Stream.of(""), Formats.suffixes().stream().map(suffix -> "." + suffix))
          .toList();

  private final Problems problems;
  private final PathIndex paths = new PathIndex();
  private final PathIndex withSuffixes = new PathIndex();

  UrlSpace(Problems problems) {
    this.problems = problems;
  }

  void check(List<RouteSource> routes, List<Page> pages) {
    Map<String, Page> taken = new HashMap<>();
    for (Page page : pages) {
      for (String address : addresses(page)) {
        Page other = taken.putIfAbsent(address, page);
        if (other != null) {
          problems.add(
              Problem.error(
                      "url/overlap",
                      "the pages "
                          + other.file()
                          + " and "
                          + page.file()
                          + " both answer at "
                          + address)
                  .withFile(page.file())
                  .withHint("rename one of the files"));
        }
        if (isReserved(address)) {
          problems.add(
              Problem.error(
                      "url/reserved",
                      "the page answers at " + address + ", which is the server's own")
                  .withFile(page.file())
                  .withHint("rename the file or its folder"));
          break;
        }
      }
    }
    for (int number = 0; number < routes.size(); number++) {
      RouteSource route = routes.get(number);
      checkReserved(route);
      checkOthers(route, routes);
      paths.add(route.path(), number);
      for (String suffix : SUFFIXES) {
        withSuffixes.add(route.path() + suffix, number);
      }
    }
    pages.forEach(page -> checkPage(page, routes));
  }

  private void checkReserved(RouteSource route) {
    if (reaches(route)) {
      problems.add(
          route
              .position("path")
              .error(
                  "url/reserved",
                  "route '"
                      + route.id()
                      + "' answers at "
                      + route.path()
                      + ", which is the server's own",
                  "choose another path"));
    }
  }

  /** Compares a route with those before it. */
  private void checkOthers(RouteSource route, List<RouteSource> routes) {
    SortedSet<Integer> met = withSuffixes.overlapping(route.path());
    SUFFIXES.forEach(suffix -> met.addAll(paths.overlapping(route.path() + suffix)));
    for (int number : met) {
      RouteSource other = routes.get(number);
      if (!sameShape(route, other)) {
        problems.add(
            route
                .position("path")
                .error(
                    "url/overlap",
                    "routes '"
                        + other.id()
                        + "' ("
                        + other.path()
                        + ") and '"
                        + route.id()
                        + "' ("
                        + route.path()
                        + ") answer at the same address",
                    "change one path"));
      }
    }
  }

  private void checkPage(Page page, List<RouteSource> routes) {
    Set<Integer> reported = new HashSet<>();
    for (String address : addresses(page)) {
      for (int number : withSuffixes.matching(address)) {
        RouteSource route = routes.get(number);
        if (reported.add(number)) {
          problems.add(
              route
                  .position("path")
                  .error(
                      "url/overlap",
                      "route '"
                          + route.id()
                          + "' and the page "
                          + page.file()
                          + " both answer at "
                          + address,
                      "change the route's path or rename the page"));
        }
      }
    }
  }

  /** Equal paths are reported by the reader of the routes. */
  private static boolean sameShape(RouteSource left, RouteSource right) {
    return left.path().equals(right.path());
  }

  private static List<String> addresses(Page page) {
    return page.url().endsWith("/")
        ? List.of(page.url(), page.url() + "index.html")
        : List.of(page.url(), page.url() + ".html");
  }

  /** Whether a request for something of the server's own could be one for a route. */
  private static boolean reaches(RouteSource route) {
    RoutePattern pattern = RoutePattern.of(route.path());
    return isReserved(route.path())
        || route.path().startsWith("/{")
        || RESERVED.stream()
            .anyMatch(
                address ->
                    SUFFIXES.stream().anyMatch(suffix -> address.equals(route.path() + suffix)))
        || RESERVED.stream().anyMatch(address -> pattern.match(address).isPresent());
  }

  private static boolean isReserved(String address) {
    return RESERVED.contains(address)
        || RESERVED_PREFIXES.stream()
            .anyMatch(
                prefix ->
                    address.startsWith(prefix)
                        || address.equals(prefix.substring(0, prefix.length() - 1)));
  }
}
