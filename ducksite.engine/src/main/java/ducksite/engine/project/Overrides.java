package ducksite.engine.project;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;

/**
 * The {@code --set key=value} flags of the command line, laid over {@code ducksite.toml} in their
 * order. A value is TOML; where the key wants text, quotes may be left out: {@code server.port=0},
 * {@code site.title=Sales}.
 */
public final class Overrides {

  private final List<String> assignments;

  private Overrides(List<String> assignments) {
    this.assignments = List.copyOf(assignments);
  }

  /** No flags. */
  public static Overrides none() {
    return new Overrides(List.of());
  }

  /**
   * The values of the flags, each {@code key=value}; mistakes in them are reported when the project
   * is read.
   */
  public static Overrides of(List<String> assignments) {
    return new Overrides(assignments);
  }

  void applyTo(TableNode root, Problems problems) {
    for (String assignment : assignments) {
      Position position = new SourceText("--set " + assignment, assignment).start();
      int equals = assignment.indexOf('=');
      Optional<List<String>> path =
          equals <= 0 ? Optional.empty() : path(assignment.substring(0, equals).strip());
      if (path.isEmpty()) {
        problems.add(
            position.error(
                "config/override-syntax",
                "this is not `key=value`",
                "write for example `--set server.port=0`"));
      } else {
        set(root, path.get(), assignment.substring(equals + 1).strip(), position, problems);
      }
    }
  }

  private static Optional<List<String>> path(String key) {
    try {
      List<String> path = Toml.parseDottedKey(key);
      return path.isEmpty() ? Optional.empty() : Optional.of(path);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void set(
      TableNode root, List<String> path, String value, Position position, Problems problems) {
    TableNode table = root;
    for (String name : path.subList(0, path.size() - 1)) {
      Node next = table.entry(name);
      if (next == null) {
        next = new TableNode(position);
        table.put(name, next);
      }
      if (!(next instanceof TableNode nextTable)) {
        String message =
            "`" + name + "` is " + next.description() + ", so nothing inside it can be set";
        problems.add(
            position.error(
                "config/override-syntax", message, "change " + next.position() + " instead"));
        return;
      }
      table = nextTable;
    }
    String name = path.getLast();
    String section = String.join(".", path.subList(0, path.size() - 1));
    @Nullable ConfigKey key = ConfigKeys.ofProject().find(section, name).orElse(null);
    table.put(name, node(key, value, position));
  }

  private static Node node(@Nullable ConfigKey key, String value, Position position) {
    boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
    boolean text = key != null && key.type().isText() && !quoted;
    Node parsed = text ? null : TomlDocument.value(value, position);
    return parsed == null ? new Node.Scalar(value, value, position) : parsed;
  }
}
