package ducksite.engine.plugin;

import ducksite.engine.plugin.LoadedPlugin.Origin;
import ducksite.engine.plugin.verify.PluginIdentity;
import ducksite.engine.project.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known so far of a file that is being loaded. Confined to the loading thread. */
final class PluginDraft {
  final PluginSource source;
  final String display;
  PluginIdentity identity;
  String sha256 = "";
  String fingerprint = "";
  List<Problem> warnings = List.of();

  /** What is wrong with providers that cannot be made. */
  List<Problem> found = List.of();

  /** The private copy, until a running plugin owns it. */
  @Nullable Path folder;

  PluginDraft(PluginSource source, String display) {
    this.source = source;
    this.display = display;
    this.identity = PluginIdentity.of(source.stem(), "0");
  }

  Origin origin() {
    return new Origin(source, display, sha256, fingerprint, warnings);
  }

  String label() {
    return LoadedPlugin.label(identity.id(), origin());
  }
}
