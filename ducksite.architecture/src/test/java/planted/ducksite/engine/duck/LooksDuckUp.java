package planted.ducksite.engine.duck;

import planted.ducksite.engine.plugin.LooksPluginUp;

/** Breaks the order of the rooms. */
public interface LooksDuckUp {
  LooksPluginUp up();
}
