package ducksite.engine.project;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier reading of a project has found in the files of each route: those that have not
 * been touched since need not be read again. Only what the last reading has used is kept. Confined
 * to one thread at a time.
 */
public final class RouteMemory {

  private Map<String, Known> last = new HashMap<>();
  private Map<String, Known> now = new HashMap<>();
  private Map<String, String> names = Map.of();

  /** What the files of a route hold. */
  record Known(@Nullable RouteSource route, List<Problem> problems) {

    Known {
      problems = List.copyOf(problems);
    }
  }

  /** Begins a reading: what was found under other names of the project is forgotten. */
  void begin(Map<String, Position> projectNames) {
    Map<String, String> places =
        projectNames.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString()));
    if (!places.equals(names)) {
      last.clear();
      names = places;
    }
    now = new HashMap<>();
  }

  /**
   * What files of an identity hold.
   *
   * @param identity of all files of a route, null when it does not tell them from others
   */
  Known of(@Nullable String identity, Function<Problems, Optional<RouteSource>> reading) {
    Known known = identity == null ? null : last.get(identity);
    if (known == null) {
      Problems found = new Problems();
      RouteSource route = reading.apply(found).orElse(null);
      known = new Known(route, found.all());
    }
    if (identity != null) {
      now.put(identity, known);
    }
    return known;
  }

  void end() {
    last = now;
  }
}
