package planted.ducksite.engine.plugin;

import planted.ducksite.engine.datamap.LooksDatamapUp;

/** Breaks the order of the rooms. */
public interface LooksPluginUp {
  LooksDatamapUp up();
}
