package planted.ducksite.engine.route;

import planted.ducksite.engine.page.LooksPageUp;

/** Breaks the order of the rooms. */
public interface LooksRouteUp {
  LooksPageUp up();
}
