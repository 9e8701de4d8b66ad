package planted.ducksite.engine.sql;

import planted.ducksite.engine.store.LooksStoreUp;

/** Breaks the order of the rooms. */
public interface LooksSqlUp {
  LooksStoreUp up();
}
