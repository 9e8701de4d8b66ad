package planted.ducksite.engine.plugin.verify;

import planted.ducksite.engine.plugin.LooksPluginUp;

/** Breaks the order of the rooms. */
public interface LooksVerifyUp {
  LooksPluginUp up();
}
