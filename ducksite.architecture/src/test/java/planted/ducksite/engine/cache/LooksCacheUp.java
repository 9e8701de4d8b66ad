package planted.ducksite.engine.cache;

import planted.ducksite.engine.route.LooksRouteUp;

/** Breaks the order of the rooms. */
public interface LooksCacheUp {
  LooksRouteUp up();
}
