package ducksite.engine.plugin;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.engine.plugin.verify.OptionCheck;
import ducksite.engine.plugin.verify.OptionTable;
import java.time.Duration;

/**
 * The handle of one provider: every call into a plugin goes through it, on a thread of the plugin,
 * with a deadline, with the plugin's loader as context class loader. Safe for use by several
 * threads.
 *
 * @param <S> the service interface
 */
public final class Provider<S> {

  private final LoadedPlugin plugin;
  private final RunningPlugin running;
  private final PluginLimits limits;
  private final Class<S> spi;
  private final BoundProvider bound;

  Provider(
      LoadedPlugin plugin,
      RunningPlugin running,
      PluginLimits limits,
      Class<S> spi,
      BoundProvider bound) {
    this.plugin = plugin;
    this.running = running;
    this.limits = limits;
    this.spi = spi;
    this.bound = bound;
  }

  /** The id of the plugin. */
  public String pluginId() {
    return plugin.identity().id();
  }

  /** The version of the plugin, {@code 0} where it tells none. */
  public String pluginVersion() {
    return plugin.identity().version();
  }

  /** The full name of the providing class; for a method {@code Class:method}. */
  public String className() {
    return bound.className();
  }

  /**
   * A digest that changes whenever the plugin's code does: its jar, its private jars, or its source
   * with the siblings.
   */
  public String fingerprint() {
    return plugin.origin().fingerprint();
  }

  /** The site-wide options of the plugin: {@code [plugins.config.<id>]}. */
  public Options config() {
    return running.context().options();
  }

  /** The plugin's log. */
  public System.Logger log() {
    return running.context().log();
  }

  /**
   * The check of options for this provider against what its plugin says it takes; what it does not
   * describe is not checked.
   */
  public OptionCheck.Result check(OptionTable table, Options written) {
    return plugin
        .identity()
        .options()
        .of(table, className())
        .map(rules -> OptionCheck.check(rules, written))
        .orElse(OptionCheck.unchecked(written));
  }

  /**
   * The plugin's answer, within the deadline of the kind.
   *
   * @throws PluginException when there is none, whatever the plugin threw
   */
  public <T> T call(CallKind kind, Call<S, T> body) {
    return call(kind, kind.deadline(limits), body);
  }

  /**
   * The plugin's answer, within a deadline of the caller's.
   *
   * @throws PluginException when there is none, whatever the plugin threw
   */
  public <T> T call(CallKind kind, Duration deadline, Call<S, T> body) {
    return call(kind, deadline, CallLane.WANTED, body);
  }

  /**
   * The plugin's answer, within a deadline of the caller's, for as long as somebody wants it.
   *
   * @throws PluginException when there is none, whatever the plugin threw
   */
  public <T> T call(CallKind kind, Duration deadline, Cancellation caller, Call<S, T> body) {
    S instance = spi.cast(bound.instance());
    if (instance == null) {
      throw new PluginException(
          PluginException.Kind.NOT_AVAILABLE, plugin.label() + " has been closed", null, null);
    }
    return running
        .lane()
        .call(kind, className(), deadline, caller, cancellation -> body.on(instance, cancellation));
  }

  /**
   * Fails at once where a call would.
   *
   * @throws PluginException when all threads of the plugin are stuck
   */
  public void requireAvailable() {
    running.lane().requireAvailable();
  }

  /**
   * Fails while a call that overran its deadline still holds a thread of the plugin: whoever only
   * looks again must not take the other threads as well.
   *
   * @throws PluginException when there is such a call
   */
  public void requireNoneLeft() {
    if (running.lane().counters().stuckThreads() > 0) {
      throw new PluginException(
          PluginException.Kind.TIMEOUT,
          plugin.label()
              + ": a call that overran its deadline goes on; "
              + className()
              + " is asked again when it has ended",
          "let it watch cancellation() and heed interrupts",
          null);
    }
  }

  /**
   * The failure of a call that was not tried, because too many others of the plugin are going on.
   */
  public PluginException overloaded() {
    return running.lane().overloaded("has too many calls going on");
  }

  @Override
  public String toString() {
    return spi.getSimpleName() + " " + className() + " of " + plugin.label();
  }
}
