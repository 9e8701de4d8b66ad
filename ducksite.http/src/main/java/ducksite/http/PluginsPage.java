package ducksite.http;

import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.plugin.PluginReport;
import ducksite.engine.plugin.PluginState;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /-/plugins}: the plugins that are known, and those of a newer state of the project that
 * could not be loaded.
 */
final class PluginsPage implements Endpoint {

  private static final int SHOWN_NOTES = 3;

  private final AuthorFrame frame;
  private final Supplier<Optional<RejectedChange>> rejected;

  PluginsPage(AuthorFrame frame, Supplier<Optional<RejectedChange>> rejected) {
    this.frame = frame;
    this.rejected = rejected;
  }

  @Override
  public void answer(HttpServerExchange exchange, Site site, String path) {
    List<PluginReport> kept = rejectedPlugins();
    List<PluginReport> served = site.plugins().plugins();
    frame.send(
        exchange,
        site,
        "Plugins",
        () -> Map.of("plugins", maps(served), "rejected", maps(kept)),
        () -> html(kept, served));
  }

  /** The plugins of a newer state of the project that could not be loaded. */
  private List<PluginReport> rejectedPlugins() {
    return rejected.get().map(RejectedChange::plugins).orElse(List.of()).stream()
        .filter(plugin -> plugin.state() == PluginState.FAILED)
        .toList();
  }

  private static List<Map<String, Object>> maps(List<PluginReport> plugins) {
    return plugins.stream().map(PluginReport::toMap).toList();
  }

  private static String html(List<PluginReport> rejected, List<PluginReport> served) {
    HtmlLines html = new HtmlLines();
    if (!rejected.isEmpty()) {
      html.heading("In the latest change, which is not served");
      rejected.forEach(plugin -> plugin(html, plugin));
      html.heading("In what is served");
    }
    served.forEach(plugin -> plugin(html, plugin));
    return served.isEmpty() ? html.note("No plugins are loaded.").toString() : html.toString();
  }

  private static void plugin(HtmlLines html, PluginReport plugin) {
    html.markup("<figure class=\"ds-card\"><figcaption>").text(plugin.id() + " ");
    html.badge(
        plugin.state().toString(),
        plugin.state() == PluginState.ACTIVE ? "ds-badge-good" : "ds-badge-bad");
    html.markup("</figcaption><dl class=\"ds-definitions\">")
        .definition("Description", plugin.description())
        .definition("Version", plugin.version())
        .definition("API", plugin.api())
        .definition("Provides", plugin.spis())
        .definition("Isolation", plugin.isolation())
        .definition("File", plugin.source())
        .definition("SHA-256", plugin.sha256())
        .definition("Reason", plugin.reason())
        .definition("Required", plugin.required() ? "yes" : null)
        .definition(
            "Declares (not enforced)",
            plugin.declares().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
                .toList());
    notes(html, plugin.warnings());
    html.markup("</dl></figure>");
  }

  /** Large private jars bring dozens, which would hide the other plugins. */
  private static void notes(HtmlLines html, List<String> notes) {
    if (notes.size() <= SHOWN_NOTES) {
      notes.forEach(note -> html.definition("Note", note));
      return;
    }
    html.markup("<dt>Notes</dt><dd><details class=\"ds-data\">")
        .element("summary", notes.size() + " notes")
        .markup("<ul>");
    notes.forEach(note -> html.element("li", note));
    html.markup("</ul></details></dd>");
  }
}
