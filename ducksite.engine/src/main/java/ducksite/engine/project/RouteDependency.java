package ducksite.engine.project;

import ducksite.api.Options;
import java.util.Map;

/**
 * Another route that a route's SQL reads.
 *
 * @param alias name of the table in the SQL
 * @param call id of the other route
 * @param mode as a relation or as files
 * @param arguments parameters of the call; a text that is a parameter's name stands for its value
 * @param position where it is declared
 * @param positions places of its keys, {@code args.name} for arguments
 */
public record RouteDependency(
    String alias,
    String call,
    DependencyMode mode,
    Options arguments,
    Position position,
    Map<String, Position> positions) {

  public RouteDependency {
    positions = Map.copyOf(positions);
  }

  /** The place of a key; that of the whole entry when the key is not written. */
  public Position position(String key) {
    return positions.getOrDefault(key, position);
  }
}
