package planted.ducksite.engine.duck;

import org.sqlite.SQLiteConnection;

/** Breaks a rule about SQLiteConnection. */
public interface SeesSqlite {
  SQLiteConnection seen();
}
