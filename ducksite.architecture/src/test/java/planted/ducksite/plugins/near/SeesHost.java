package planted.ducksite.plugins.near;

import planted.ducksite.engine.Top;

/** Breaks a rule about Top. */
public interface SeesHost {
  Top seen();
}
