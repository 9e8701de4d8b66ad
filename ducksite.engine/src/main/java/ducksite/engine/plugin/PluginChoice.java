package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.PluginIdentity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins may be active, and which may call native code; the one place that decides, for
 * every verb. To be active a plugin needs the leave of all: of {@code [plugins]}, of the
 * environment, and of the command line.
 *
 * @param enabled ids of {@code [plugins] enabled}, null for all
 * @param disabled ids of {@code [plugins] disabled}
 * @param required ids of {@code [plugins] required}
 * @param safeMode leaves out every plugin of the project
 * @param nativeAccess ids of {@code [plugins] native}
 * @param environment what {@code ENABLED_PLUGINS} says
 */
public record PluginChoice(
    @Nullable Set<String> enabled,
    Set<String> disabled,
    Set<String> required,
    boolean safeMode,
    Set<String> nativeAccess,
    EnabledPlugins environment) {

  public PluginChoice {
    enabled = enabled == null ? null : Set.copyOf(enabled);
    disabled = Set.copyOf(disabled);
    required = Set.copyOf(required);
    nativeAccess = Set.copyOf(nativeAccess);
  }

  /** Every plugin there is. */
  public static PluginChoice all() {
    return new PluginChoice(null, Set.of(), Set.of(), false, Set.of(), EnabledPlugins.all());
  }

  /** Why a plugin is left out, or null when it is not. */
  @Nullable String absence(PluginSource source, PluginIdentity identity) {
    if (safeMode && !source.firstParty()) {
      return "safe mode";
    }
    if (disabled.contains(identity.id())) {
      return "[plugins] disabled names it";
    }
    if (enabled != null && !enabled.contains(identity.id())) {
      return "[plugins] enabled does not name it";
    }
    return environment.allows(identity.id(), source.firstParty())
        ? null
        : EnabledPlugins.VARIABLE + " does not name it";
  }
}
