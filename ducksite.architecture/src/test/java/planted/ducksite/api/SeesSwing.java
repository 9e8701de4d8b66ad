package planted.ducksite.api;

import javax.swing.JPanel;

/** Breaks a rule about JPanel. */
public interface SeesSwing {
  JPanel seen();
}
