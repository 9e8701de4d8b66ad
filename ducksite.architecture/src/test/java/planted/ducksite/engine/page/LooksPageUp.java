package planted.ducksite.engine.page;

import planted.ducksite.engine.Top;

/** Breaks the order of the rooms. */
public interface LooksPageUp {
  Top up();
}
