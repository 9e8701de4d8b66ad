package ducksite.engine.route;

import ducksite.engine.project.Constant;
import ducksite.engine.project.ProjectConfig;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.SecretReference;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one flat namespace in which a route's SQL finds constants and secrets: the project's and its
 * own. Immutable.
 */
final class ConstantNames {

  /** No constants at all. */
  static final ConstantNames NONE = new ConstantNames(Map.of(), Map.of(), Set.of());

  private static final Pattern PREFIX =
      Pattern.compile("((server|route)\\.)?(const|consts|constant|constants|secret|secrets)");

  private final Map<String, Constant> constants;
  private final Map<String, SecretReference> secrets;
  private final Set<String> ambiguous;

  private ConstantNames(
      Map<String, Constant> constants,
      Map<String, SecretReference> secrets,
      Set<String> ambiguous) {
    this.constants = constants;
    this.secrets = secrets;
    this.ambiguous = ambiguous;
  }

  /** Those of a project and one of its routes. */
  static ConstantNames of(ProjectConfig project, RouteSource route) {
    Map<String, Constant> constants = new HashMap<>(project.constants());
    Map<String, SecretReference> secrets = new HashMap<>(project.secrets().references());
    Set<String> ambiguous = new LinkedHashSet<>();
    // The reader has reported these and left them out.
    for (String section : List.of("const.", "constants.", "secrets.")) {
      route.positions().keySet().stream()
          .filter(key -> key.startsWith(section))
          .map(key -> key.substring(section.length()))
          .filter(name -> constants.containsKey(name) || secrets.containsKey(name))
          .forEach(ambiguous::add);
    }
    constants.putAll(route.constants());
    secrets.putAll(route.secrets());
    return new ConstantNames(constants, secrets, ambiguous);
  }

  /** Whether the part of a slot's name before its last dot says that a constant is meant. */
  static boolean isPrefix(String prefix) {
    return PREFIX.matcher(prefix.toLowerCase(Locale.ROOT)).matches();
  }

  @Nullable Constant constant(String name) {
    return constants.get(name);
  }

  @Nullable SecretReference secret(String name) {
    return secrets.get(name);
  }

  /** Whether a name is defined more than once, which is reported already. */
  boolean isAmbiguous(String name) {
    return ambiguous.contains(name);
  }

  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(constants.keySet());
    all.addAll(secrets.keySet());
    return all;
  }
}
