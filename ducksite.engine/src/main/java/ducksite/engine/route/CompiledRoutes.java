package ducksite.engine.route;

import ducksite.engine.datamap.FileIdentity;
import ducksite.engine.model.Inputs;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteSource;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The routes of an earlier compilation, for those whose outcome cannot be another one now: their
 * files are untouched, and so is everything that they read. A route that runs plugins, reads a
 * source, has a text of its own for each request, or names files by a pattern is compiled each
 * time. Confined to one thread at a time.
 */
public final class CompiledRoutes {

  private static final String PATTERN = "*?[{";
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Map<RouteSource, Kept> last = new IdentityHashMap<>();
  private Map<RouteSource, Kept> now = new IdentityHashMap<>();
  private final Map<String, String> identities = new HashMap<>();
  private @Nullable Object surroundings;
  private long begunNanos;
  private boolean used;

  private record Kept(Route route, List<Problem> problems, Map<String, String> files) {}

  /**
   * Begins a compilation.
   *
   * @param surroundings everything besides a route's own files that decides about it; of another
   *     value than before, nothing is used again
   */
  public void begin(Object surroundings) {
    if (!surroundings.equals(this.surroundings)) {
      last.clear();
      this.surroundings = surroundings;
    }
    now = new IdentityHashMap<>();
    identities.clear();
    used = false;
    begunNanos = System.currentTimeMillis() * 1_000_000;
  }

  /** Ends a compilation: what it has not used is forgotten. */
  public void end() {
    last = now;
  }

  /** Whether a route was used again. */
  public boolean wereUsed() {
    return used;
  }

  /**
   * The route of a declaration, if it is the same object and its route would be the same.
   *
   * @param problems takes what was found when it was compiled
   */
  Optional<Route> find(RouteSource source, Map<String, Route> compiled, Problems problems) {
    Kept kept = last.get(source);
    if (kept == null
        || !kept.route().upstreams().stream()
            .allMatch(call -> compiled.get(call.route().id()) == call.route())
        || !kept.files().entrySet().stream()
            .allMatch(each -> each.getValue().equals(identity(each.getKey())))) {
      return Optional.empty();
    }
    used = true;
    now.put(source, kept);
    problems.addAll(kept.problems());
    return Optional.of(kept.route());
  }

  /** Remembers a route, where that may be of use. */
  void put(RouteSource source, Route route, List<Problem> problems) {
    if (!route.steps().isEmpty()
        || route.hasVariants()
        || !route.sql().scans().isEmpty()
        || namesPattern(source.sql().text())) {
      return;
    }
    Map<String, String> files = new HashMap<>();
    for (String input : route.sql().inputs()) {
      String identity = identity(input);
      if (identity.isEmpty()) {
        return;
      }
      files.put(input, identity);
    }
    now.put(source, new Kept(route, problems, Map.copyOf(files)));
  }

  /** Whether a text may name files by a pattern, so that more of them may come. */
  public static boolean namesPattern(String sql) {
    return SqlTokenizer.tokens(sql).stream()
        .filter(token -> token.kind() == SqlToken.Kind.STRING)
        .anyMatch(token -> token.text(sql).chars().anyMatch(each -> PATTERN.indexOf(each) >= 0));
  }

  /** What tells a file from its other versions; empty when nothing does. */
  private String identity(String input) {
    return identities.computeIfAbsent(input, this::look);
  }

  private String look(String input) {
    Path file = Inputs.pathOf(input);
    if (file == null) {
      return "";
    }
    try {
      FileIdentity identity = FileIdentity.of(file);
      long changed = Math.max(identity.modifiedNanos(), identity.changedNanos());
      return begunNanos - changed < TICK_NANOS ? "" : identity.text();
    } catch (IOException e) {
      // A file that is not there is no input to rely on.
      return "";
    }
  }
}
