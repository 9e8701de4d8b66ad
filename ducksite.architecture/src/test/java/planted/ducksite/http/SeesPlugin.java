package planted.ducksite.http;

import planted.ducksite.plugins.near.SeesHost;

/** Breaks a rule about SeesHost. */
public interface SeesPlugin {
  SeesHost seen();
}
