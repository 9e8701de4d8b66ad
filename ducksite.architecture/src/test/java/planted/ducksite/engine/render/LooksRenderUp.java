package planted.ducksite.engine.render;

import planted.ducksite.engine.cache.LooksCacheUp;

/** Breaks the order of the rooms. */
public interface LooksRenderUp {
  LooksCacheUp up();
}
