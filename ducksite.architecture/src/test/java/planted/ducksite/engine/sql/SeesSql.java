package planted.ducksite.engine.sql;

import java.sql.Connection;

/** Breaks a rule about Connection. */
public interface SeesSql {
  Connection seen();
}
