package ducksite.engine.duck;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The common tables that a place in a statement can see: a chain from the nearest to the outermost.
 * Immutable.
 */
record SqlScope(@Nullable SqlScope outer, String name) {

  static final SqlScope EMPTY = new SqlScope(null, "");

  SqlScope with(String table) {
    return new SqlScope(this, table.toLowerCase(Locale.ROOT));
  }

  boolean contains(String table) {
    String sought = table.toLowerCase(Locale.ROOT);
    for (SqlScope scope = this; scope.outer != null; scope = scope.outer) {
      if (scope.name.equals(sought)) {
        return true;
      }
    }
    return false;
  }
}
