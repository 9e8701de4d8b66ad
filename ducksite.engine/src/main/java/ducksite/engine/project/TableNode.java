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

  /**
   * Places of all keys, those of tables inside with dotted names, those of tables in lists with
   * their number: {@code files[0].path}.
   */
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
          } else if (node instanceof Sequence list) {
            collect(prefix + key, list, places);
          }
        });
  }

  /** The places of tables in a list; simple values stand where the list does, or near. */
  private static void collect(String name, Sequence list, Map<String, Position> places) {
    for (int i = 0; i < list.items().size(); i++) {
      if (list.items().get(i) instanceof TableNode table) {
        places.put(name + "[" + i + "]", table.position());
        table.collect(name + "[" + i + "].", places);
      }
    }
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
