package planted.ducksite.engine.project;

import planted.ducksite.engine.sql.LooksSqlUp;

/** Breaks the order of the rooms. */
public interface LooksProjectUp {
  LooksSqlUp up();
}
