package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.PluginIdentity;
import ducksite.engine.plugin.verify.Spi;
import ducksite.engine.project.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file that was found by one host, and what became of it. Immutable. */
final class LoadedPlugin {

  private final Origin origin;
  private final PluginIdentity identity;
  private final PluginState state;
  private final @Nullable String reason;
  private final @Nullable RunningPlugin running;

  private LoadedPlugin(
      Origin origin,
      PluginIdentity identity,
      PluginState state,
      @Nullable String reason,
      @Nullable RunningPlugin running) {
    this.origin = origin;
    this.identity = identity;
    this.state = state;
    this.reason = reason;
    this.running = running;
  }

  /**
   * Where a plugin came from.
   *
   * @param source the file
   * @param display the file as people write it
   * @param sha256 digest of the file, empty where it could not be read
   * @param fingerprint digest of all its code
   * @param warnings what an operator should know of it
   */
  record Origin(
      PluginSource source,
      String display,
      String sha256,
      String fingerprint,
      List<Problem> warnings) {}

  static LoadedPlugin active(
      Origin origin, PluginIdentity identity, RunningPlugin running, @Nullable String reason) {
    return new LoadedPlugin(origin, identity, PluginState.ACTIVE, reason, running);
  }

  static LoadedPlugin inactive(
      Origin origin, PluginIdentity identity, PluginState state, String reason) {
    return new LoadedPlugin(origin, identity, state, reason, null);
  }

  Origin origin() {
    return origin;
  }

  PluginIdentity identity() {
    return identity;
  }

  @Nullable String reason() {
    return reason;
  }

  /** Names the plugin in messages. */
  String label() {
    return label(identity.id(), origin);
  }

  static String label(String id, Origin origin) {
    return "plugin " + id + " (" + origin.display() + ")";
  }

  /**
   * A {@code .java} file beside the plugins that offers nothing and that no reference names is no
   * plugin.
   */
  boolean isPlugin() {
    return running == null
        || origin.source().isNamed()
        || !running.providers().isEmpty()
        || !running.methods().isEmpty();
  }

  @Nullable RunningPlugin running() {
    return running;
  }

  PluginState state() {
    return running != null && running.lane().isStuck() ? PluginState.STUCK : state;
  }

  List<BoundProvider> providers() {
    return running == null ? List.of() : running.providers();
  }

  /** The adapter of a method of the file's classes. */
  BoundProvider method(Class<?> spi, String name) {
    if (running == null) {
      throw new IllegalStateException(label() + " is not running");
    }
    return running.method(spi, name, label(), origin.source().stem());
  }

  PluginReport report() {
    List<BoundProvider> all = new ArrayList<>(providers());
    if (running != null) {
      all.addAll(running.methods());
    }
    List<String> spis =
        Spi.ALL.stream()
            .filter(spi -> all.stream().anyMatch(bound -> bound.spi() == spi))
            .map(Class::getSimpleName)
            .toList();
    PluginState now = state();
    return new PluginReport(
        identity.id(),
        identity.version(),
        now,
        now == PluginState.STUCK && running != null ? running.lane().stuckReason() : reason,
        origin.display(),
        origin.sha256(),
        running == null ? origin.source().isolation() : running.isolation(),
        spis,
        origin.source().firstParty(),
        identity.api(),
        identity.description(),
        identity.required(),
        identity.declares(),
        origin.warnings().stream().map(Problem::message).toList());
  }
}
