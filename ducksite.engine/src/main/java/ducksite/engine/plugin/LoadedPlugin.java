package ducksite.engine.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file that was found, and what became of it. Immutable but for the adapters of methods, which
 * are made on demand.
 */
final class LoadedPlugin implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);

  /** A provider that can be called. */
  record Bound(Class<?> spi, String className, Object instance) {}

  /** What runs: code on its lane. */
  record Running(PluginCode code, CallLane lane, HostedContext context, List<Bound> providers) {
    Running {
      providers = List.copyOf(providers);
    }
  }

  private final Origin origin;
  private final PluginIdentity identity;
  private final PluginState state;
  private final @Nullable String reason;
  private final @Nullable Running running;
  private final Map<String, Bound> methods = new ConcurrentHashMap<>();

  private LoadedPlugin(
      Origin origin,
      PluginIdentity identity,
      PluginState state,
      @Nullable String reason,
      @Nullable Running running) {
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
   */
  record Origin(PluginSource source, String display, String sha256, String fingerprint) {}

  static LoadedPlugin active(
      Origin origin, PluginIdentity identity, Running running, @Nullable String reason) {
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
    return running == null || !running.providers().isEmpty() || !methods.isEmpty();
  }

  @Nullable Running running() {
    return running;
  }

  PluginState state() {
    return running != null && running.lane().isStuck() ? PluginState.STUCK : state;
  }

  List<Bound> providers() {
    return running == null ? List.of() : running.providers();
  }

  /** The adapter of a method of the file's classes, made once. */
  Bound method(Class<?> spi, String name) {
    if (running == null) {
      throw new IllegalStateException(label() + " is not running");
    }
    PluginCode code = running.code();
    return methods.computeIfAbsent(
        spi.getName() + ":" + name,
        _ -> MethodProvider.bind(spi, name, code, label(), origin.source().stem()));
  }

  PluginReport report() {
    List<String> spis =
        Spi.ALL.stream()
            .filter(
                spi ->
                    java.util.stream.Stream.concat(providers().stream(), methods.values().stream())
                        .anyMatch(bound -> bound.spi() == spi))
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
        running == null ? origin.source().isolation() : running.code().isolation(),
        spis,
        origin.source().firstParty());
  }

  @Override
  public void close() {
    if (running != null) {
      running.lane().close();
      ProviderClosing.close(running);
      close(running.code(), running.lane());
    }
  }

  static void close(PluginCode code, CallLane lane) {
    lane.close();
    try {
      code.resources().close();
    } catch (Exception e) {
      LOG.warn("the loader {} cannot be closed: {}", code.loader().getName(), e.toString());
    }
  }
}
