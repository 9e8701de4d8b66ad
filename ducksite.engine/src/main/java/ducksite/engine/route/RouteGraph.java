package ducksite.engine.route;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteDependency;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which route reads which: their order, and what is wrong with it. Routes in a circle, and calls of
 * nobody, are reported; such routes find what they read missing when they are compiled.
 */
public final class RouteGraph {

  private final Map<String, RouteSource> sources = new LinkedHashMap<>();
  private final Problems problems;
  private final Set<String> done = new LinkedHashSet<>();
  private final Set<String> circling = new LinkedHashSet<>();

  private RouteGraph(List<RouteSource> sources, Problems problems) {
    sources.forEach(source -> this.sources.putIfAbsent(source.id(), source));
    this.problems = problems;
  }

  /** The routes that can be compiled, those that are read before those that read them. */
  public static List<RouteSource> order(List<RouteSource> routes, Problems problems) {
    RouteGraph graph = new RouteGraph(routes, problems);
    routes.forEach(graph::checkCalls);
    routes.forEach(route -> graph.visit(route, new ArrayList<>()));
    return graph.done.stream()
        .filter(id -> !graph.circling.contains(id))
        .map(graph.sources::get)
        .toList();
  }

  private void checkCalls(RouteSource route) {
    for (RouteDependency call : route.uses()) {
      if (!sources.containsKey(call.call())) {
        problems.add(
            call.position("call")
                .error(
                    "route/unknown-call",
                    "'"
                        + route.id()
                        + "' references unknown dependency '"
                        + call.call()
                        + "': no route has this id",
                    Suggestions.hint(call.call(), sources.keySet())
                        .orElse("`call` is the `id` of a route, not its path")));
      }
    }
  }

  private void visit(RouteSource route, List<String> path) {
    if (done.contains(route.id())) {
      return;
    }
    int start = path.indexOf(route.id());
    if (start >= 0) {
      report(path.subList(start, path.size()));
      return;
    }
    path.add(route.id());
    for (RouteDependency call : route.uses()) {
      RouteSource read = sources.get(call.call());
      if (read != null) {
        visit(read, path);
      }
    }
    path.removeLast();
    done.add(route.id());
  }

  private void report(List<String> circle) {
    circling.addAll(circle);
    String text = String.join(" → ", circle) + " → " + circle.getFirst();
    Problem problem =
        call(circle, 0)
            .position("call")
            .error(
                "route/circular-call",
                "circular dependency: " + text,
                "take one of these calls out");
    for (int index = 1; index < circle.size(); index++) {
      problem =
          problem.withRelated(
              call(circle, index).position("call").place("the circle goes on here"));
    }
    problems.add(problem);
  }

  /** The call by which a circle goes on. */
  private RouteDependency call(List<String> circle, int index) {
    String next = circle.get((index + 1) % circle.size());
    return sources.get(circle.get(index)).uses().stream()
        .filter(each -> each.call().equals(next))
        .findFirst()
        .orElseThrow();
  }
}
