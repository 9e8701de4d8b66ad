package planted.ducksite.engine.page;

import org.apache.arrow.vector.FieldVector;

/** Breaks a rule about FieldVector. */
public interface SeesArrow {
  FieldVector seen();
}
