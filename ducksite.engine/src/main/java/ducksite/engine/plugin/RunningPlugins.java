package ducksite.engine.plugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins that run in this process, shared by the hosts of former, present and coming sites: a
 * plugin that has not changed is not loaded again. One that no host uses any more is ended, and the
 * proof that its code is gone is awaited. Safe for use by several threads.
 */
public final class RunningPlugins implements AutoCloseable {

  private final WorkFolder work;
  private final Map<RunningPlugin.Key, Shared> running = new HashMap<>();

  private static final class Shared {
    final RunningPlugin plugin;
    int users = 1;

    Shared(RunningPlugin plugin) {
      this.plugin = plugin;
    }
  }

  /**
   * None yet; nothing is started or written before the first.
   *
   * @param workFolder where private copies of jars lie, one folder for each process
   */
  public RunningPlugins(Path workFolder) {
    this.work = new WorkFolder(workFolder.toAbsolutePath().normalize());
  }

  /** A folder that does not exist yet, for one plugin's private copy. */
  Path newFolder() {
    return work.next();
  }

  /** The plugin of this key, if it runs; the caller releases it. */
  synchronized Optional<RunningPlugin> acquire(RunningPlugin.Key key) {
    Shared shared = running.get(key);
    if (shared == null) {
      return Optional.empty();
    }
    shared.users++;
    return Optional.of(shared.plugin);
  }

  /**
   * Shares a plugin that its maker uses; the maker releases it. Where another maker was faster, its
   * plugin is the one to use.
   */
  RunningPlugin share(RunningPlugin plugin) {
    RunningPlugin first;
    synchronized (this) {
      Shared known = running.get(plugin.key());
      if (known == null) {
        running.put(plugin.key(), new Shared(plugin));
        return plugin;
      }
      known.users++;
      first = known.plugin;
    }
    retire(plugin);
    return first;
  }

  /** Ends the use of a plugin, and the plugin with its last use. */
  void release(RunningPlugin plugin) {
    synchronized (this) {
      Shared shared = running.get(plugin.key());
      if (shared == null || shared.plugin != plugin || --shared.users > 0) {
        return;
      }
      running.remove(plugin.key());
    }
    retire(plugin);
  }

  private static void retire(RunningPlugin plugin) {
    Unloading.PROCESS.await(plugin.key().id(), plugin.sha256(), plugin.retire());
  }

  /** Ends a plugin of which nothing can be called. */
  static void end(RunningPlugin.Key key, String sha256, PluginCode code, CallLane lane) {
    RunningPlugin.close(code, lane, null);
    Unloading.PROCESS.await(key.id(), sha256, code.loader());
  }

  /**
   * Ends all plugins, whoever uses them, and removes their private copies. Waits for nothing, nor
   * is anything awaited: the process ends.
   */
  @Override
  public void close() {
    List<RunningPlugin> all;
    synchronized (this) {
      all = running.values().stream().map(shared -> shared.plugin).toList();
      running.clear();
    }
    all.forEach(RunningPlugin::retire);
    work.close();
  }
}
