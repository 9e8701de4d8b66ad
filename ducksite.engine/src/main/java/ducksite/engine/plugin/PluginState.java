package ducksite.engine.plugin;

/** Whether a plugin's providers can be called. */
public enum PluginState {
  /** They can. */
  ACTIVE,
  /** The configuration, or safe mode, leaves it out. */
  DISABLED,
  /** It could not be loaded. */
  FAILED,
  /** Every thread of it is held by a call that overran its deadline. */
  STUCK
}
