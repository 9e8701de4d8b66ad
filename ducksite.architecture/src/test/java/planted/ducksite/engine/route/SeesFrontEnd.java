package planted.ducksite.engine.route;

import planted.ducksite.http.SeesPlugin;

/** Breaks a rule about SeesPlugin. */
public interface SeesFrontEnd {
  SeesPlugin seen();
}
