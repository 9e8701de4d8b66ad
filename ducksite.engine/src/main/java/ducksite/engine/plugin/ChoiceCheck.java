package ducksite.engine.plugin;

import ducksite.engine.project.Position;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Severity;
import ducksite.engine.project.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The check of what the configuration says about plugins against the plugins there are: unknown ids
 * are warnings, a required plugin that is not active is an error.
 */
record ChoiceCheck(PluginHostSettings settings, List<LoadedPlugin> plugins, Problems problems) {

  static final String REQUIRED = "plugin/required";

  void report() {
    PluginChoice choice = settings.choice();
    List<String> ids = plugins.stream().map(each -> each.identity().id()).toList();
    Collection<String> enabled = choice.enabled() == null ? List.of() : choice.enabled();
    unknown("[plugins] enabled", "enabled", enabled, ids);
    unknown("[plugins] disabled", "disabled", choice.disabled(), ids);
    unknown("[plugins] native", "native", choice.nativeAccess(), ids);
    unknown("[plugins.config]", "config.", settings.config().keySet(), ids);
    unknown(EnabledPlugins.VARIABLE, null, choice.environment().ids(), ids);
    for (String id : new TreeSet<>(choice.required())) {
      if (plugins.stream().noneMatch(each -> each.identity().id().equals(id) && isActive(each))) {
        missing(id, ids);
      }
    }
    for (LoadedPlugin plugin : plugins) {
      if (plugin.identity().required()
          && !isActive(plugin)
          && !choice.required().contains(plugin.identity().id())) {
        selfRequired(plugin);
      }
    }
  }

  private static boolean isActive(LoadedPlugin plugin) {
    return plugin.running() != null;
  }

  /** In safe mode the operator knows what is left out. */
  private Severity severity() {
    return settings.choice().safeMode() ? Severity.WARNING : Severity.ERROR;
  }

  private void missing(String id, List<String> ids) {
    String why =
        plugins.stream()
            .filter(each -> each.identity().id().equals(id))
            .findFirst()
            .map(each -> "it is " + each.state() + ": " + each.reason())
            .orElse("there is no such plugin");
    String hint =
        Suggestions.hint(id, ids.contains(id) ? List.of() : ids)
            .orElse("see why it is not active, or change [plugins] required");
    add("required", severity(), REQUIRED, "plugin '" + id + "' is required, and " + why, hint);
  }

  /** A plugin that says so itself, and whose absence is not the operator's wish, stops the site. */
  private void selfRequired(LoadedPlugin plugin) {
    boolean wish = plugin.state() == PluginState.DISABLED;
    problems.add(
        Problem.error(
                REQUIRED,
                "it says that the site needs it, and it is "
                    + plugin.state()
                    + ": "
                    + plugin.reason())
            .withSeverity(wish ? Severity.WARNING : severity())
            .withFile(plugin.origin().display())
            .withHint(
                wish
                    ? "enable it in [plugins]"
                    : "correct it, or leave it out by [plugins] disabled"));
  }

  private void unknown(
      String where, @Nullable String key, Collection<String> named, List<String> ids) {
    for (String id : new TreeSet<>(named)) {
      if (!ids.contains(id)) {
        add(
            key == null || !key.endsWith(".") ? key : key + id,
            Severity.WARNING,
            "plugin/unknown-id",
            where + " names '" + id + "', and there is no such plugin",
            Suggestions.hint(id, ids).orElse(null));
      }
    }
  }

  private void add(
      @Nullable String key, Severity severity, String code, String message, @Nullable String hint) {
    Position place = key == null ? null : settings.places().get(key);
    problems.add(
        place == null
            ? Problem.error(code, message).withSeverity(severity).withHint(hint)
            : place.problem(code, severity, message, hint));
  }
}
