package ducksite.engine.project;

import ducksite.api.Options;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TOML table with its place. It grows while a document is read and overrides are laid over it,
 * and is only read then.
 */
final class TableNode implements Node {

  private final Map<String, Node> entries = new LinkedHashMap<>();
  private final Position position;

  TableNode(Position position) {
    this.position = position;
  }

  void put(String key, Node value) {
    entries.put(key, value);
  }

  @Nullable Node entry(String key) {
    return entries.get(key);
  }

  Set<String> keys() {
    return entries.keySet();
  }

  /** The table as a plugin sees it. */
  Options options() {
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach((key, node) -> values.put(key, node.plain()));
    return Options.of(values);
  }

  /** Places of all keys, those of tables inside with dotted names. */
  Map<String, Position> positions() {
    Map<String, Position> places = new LinkedHashMap<>();
    collect("", places);
    return places;
  }

  private void collect(String prefix, Map<String, Position> places) {
    entries.forEach(
        (key, node) -> {
          places.put(prefix + key, node.position());
          if (node instanceof TableNode table) {
            table.collect(prefix + key + ".", places);
          }
        });
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public Object plain() {
    return options().asMap();
  }

  @Override
  public String description() {
    return "a table";
  }
}
