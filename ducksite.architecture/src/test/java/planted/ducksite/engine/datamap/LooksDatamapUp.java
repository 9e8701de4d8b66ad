package planted.ducksite.engine.datamap;

import planted.ducksite.engine.model.LooksModelUp;

/** Breaks the order of the rooms. */
public interface LooksDatamapUp {
  LooksModelUp up();
}
