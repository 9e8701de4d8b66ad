package ducksite.engine.plugin;

import ducksite.api.Options;
import ducksite.engine.project.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin's code on its lane. Hosts of several sites share it for as long as nothing about it
 * changes. After its end it holds nothing of the plugin. Safe for use by several threads.
 */
final class RunningPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(RunningPlugin.class);

  /**
   * What makes a plugin another one: it is loaded again when any of it changes.
   *
   * @param fingerprint digest of all its code
   */
  record Key(
      String id,
      String display,
      String fingerprint,
      PluginLimits limits,
      Path projectRoot,
      Options options,
      boolean nativeAccess) {}

  private final Key key;
  private final String sha256;
  private final CallLane lane;
  private final HostedContext context;
  private final List<BoundProvider> providers;
  private final Map<String, BoundProvider> methods = new ConcurrentHashMap<>();
  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final String isolation;
  private final @Nullable Path folder;
  private volatile @Nullable PluginCode code;

  /**
   * @param problems what is wrong with providers that are not among these
   * @param warnings what an operator should know of its code
   * @param folder the private copy, null where there is none
   */
  RunningPlugin(
      Key key,
      String sha256,
      PluginCode code,
      CallLane lane,
      HostedContext context,
      List<BoundProvider> providers,
      List<Problem> problems,
      List<Problem> warnings,
      @Nullable Path folder) {
    this.key = key;
    this.sha256 = sha256;
    this.code = code;
    this.lane = lane;
    this.context = context;
    this.providers = List.copyOf(providers);
    this.problems = List.copyOf(problems);
    this.warnings = List.copyOf(warnings);
    this.isolation = code.isolation();
    this.folder = folder;
  }

  Key key() {
    return key;
  }

  String sha256() {
    return sha256;
  }

  CallLane lane() {
    return lane;
  }

  HostedContext context() {
    return context;
  }

  List<BoundProvider> providers() {
    return providers;
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  String isolation() {
    return isolation;
  }

  /** The adapter of a method of the file's classes, made once. */
  BoundProvider method(Class<?> spi, String name, String label, String fileStem) {
    PluginCode running = code;
    if (running == null) {
      throw new IllegalStateException(label + " is not running");
    }
    return methods.computeIfAbsent(
        spi.getName() + ":" + name, _ -> MethodProvider.bind(spi, name, running, label, fileStem));
  }

  List<BoundProvider> methods() {
    return List.copyOf(methods.values());
  }

  /**
   * Interrupts what runs, closes the providers, lets go of the code and removes its private copy.
   * Called once.
   *
   * @return the loader, whose collection is still to be awaited
   */
  ClassLoader retire() {
    PluginCode ended = code;
    if (ended == null) {
      throw new IllegalStateException(key.id() + " has been retired before");
    }
    code = null;
    lane.close();
    ProviderClosing.close(key.id(), ended.loader(), providers);
    close(ended, lane, folder);
    providers.forEach(BoundProvider::forget);
    methods.values().forEach(BoundProvider::forget);
    return ended.loader();
  }

  /** Ends what has been begun of a plugin. */
  static void close(PluginCode code, CallLane lane, @Nullable Path folder) {
    lane.close();
    try {
      code.resources().close();
      if (folder != null) {
        PrivateCopy.delete(folder);
      }
    } catch (Exception e) {
      LOG.warn("the loader {} cannot be closed: {}", code.loader().getName(), e.toString());
    }
  }
}
