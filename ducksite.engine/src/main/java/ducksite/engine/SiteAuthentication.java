package ducksite.engine;

import ducksite.api.auth.AuthAdapter;
import ducksite.engine.page.Page;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.PluginHost;
import ducksite.engine.plugin.Provider;
import ducksite.engine.project.AuthSettings;
import ducksite.engine.project.FileSource;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.RouteSource;
import java.util.List;

/** How a site knows whom a request acts for. */
public sealed interface SiteAuthentication {

  /** Not at all: requests act for nobody. */
  record Nobody() implements SiteAuthentication {
    @Override
    public String toString() {
      return "none";
    }
  }

  /** A plugin tells. */
  record ByPlugin(Provider<AuthAdapter> adapter) implements SiteAuthentication {
    @Override
    public String toString() {
      return "external, by "
          + adapter.className()
          + " of plugin "
          + adapter.pluginId()
          + " "
          + adapter.pluginVersion();
    }
  }

  /** The site wants to know and cannot: it answers nobody. */
  record Unavailable(Problem reason) implements SiteAuthentication {
    @Override
    public String toString() {
      return "not available: " + reason.message();
    }
  }

  /** What the settings ask for; what they ask for in vain is a problem. */
  static SiteAuthentication of(
      Project project, PluginHost plugins, List<Page> pages, Problems problems) {
    AuthSettings settings = project.config().auth();
    return switch (settings.mode()) {
      case NONE -> {
        reportUnusedRoles(project, pages, problems);
        yield new Nobody();
      }
      case PSEUDO ->
          unavailable(
              settings
                  .position()
                  .warning(
                      "auth/mode",
                      "[auth] mode = \"pseudo\" is not available in this version, and the site is"
                          + " not served without it",
                      "use mode = \"external\" with an adapter"),
              problems);
      case EXTERNAL -> byPlugin(settings, plugins, problems);
    };
  }

  private static SiteAuthentication byPlugin(
      AuthSettings settings, PluginHost plugins, Problems problems) {
    String reference = settings.adapter();
    if (reference == null || reference.isBlank()) {
      return new Unavailable(
          settings
              .position()
              .error("auth/adapter", "[auth] adapter is missing", "name the plugin"));
    }
    try {
      return new ByPlugin(plugins.find(AuthAdapter.class, reference));
    } catch (PluginException e) {
      return unavailable(
          settings
              .position()
              .error("auth/adapter", "[auth] adapter cannot be used: " + e.getMessage(), e.hint()),
          problems);
    }
  }

  private static Unavailable unavailable(Problem reason, Problems problems) {
    problems.add(reason);
    return new Unavailable(reason);
  }

  private static void reportUnusedRoles(Project project, List<Page> pages, Problems problems) {
    String message = "this is restricted to roles, but [auth] mode is none, so it answers nobody";
    String hint = "choose a mode of [auth], or remove the roles";
    String code = "auth/roles-without-users";
    for (RouteSource route : project.routes()) {
      if (route.roles().isRestricted()) {
        problems.add(route.position("roles").warning(code, message, hint));
      }
    }
    for (FileSource source : project.config().fileSources()) {
      if (source.roles().isRestricted()) {
        problems.add(source.position("roles").warning(code, message, hint));
      }
    }
    for (Page page : pages) {
      if (page.roles().isRestricted()) {
        problems.add(Problem.warning(code, message).withFile(page.file()).withHint(hint));
      }
    }
  }
}
