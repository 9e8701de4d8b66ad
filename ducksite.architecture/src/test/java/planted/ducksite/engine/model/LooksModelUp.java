package planted.ducksite.engine.model;

import planted.ducksite.engine.render.LooksRenderUp;

/** Breaks the order of the rooms. */
public interface LooksModelUp {
  LooksRenderUp up();
}
