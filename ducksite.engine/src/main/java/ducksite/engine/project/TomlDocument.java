package ducksite.engine.project;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A TOML text as a tree of nodes.
 *
 * @param table the top of the file; of a broken text, what could be read
 * @param broken whether the text has syntax errors, so that missing keys mean nothing
 */
record TomlDocument(TableNode table, boolean broken) {

  /** Reads a text; every syntax error becomes a problem with the given code. */
  static TomlDocument read(SourceText source, String code, Problems problems) {
    try {
      TomlParseResult result = Toml.parse(source.text());
      result
          .errors()
          .forEach(
              error ->
                  problems.add(syntaxProblem(source, code, error.position(), error.getMessage())));
      return new TomlDocument(table(result, source, source.start()), result.hasErrors());
    } catch (StackOverflowError e) {
      problems.add(
          source
              .start()
              .error(code, "lists or tables are nested too deeply", "flatten the values"));
      return new TomlDocument(new TableNode(source.start()), true);
    }
  }

  /** Reads one value as TOML writes it, null when it is none. */
  static @Nullable Node value(String text, Position position) {
    TomlParseResult result = Toml.parse("value = " + text);
    Object value = result.hasErrors() || result.size() != 1 ? null : result.get(List.of("value"));
    return value == null
        ? null
        : relocated(node(value, position.source(), position), text, position);
  }

  private static Node relocated(Node node, String written, Position position) {
    return switch (node) {
      case Node.Scalar scalar -> new Node.Scalar(scalar.value(), written, position);
      case Node.Sequence list ->
          new Node.Sequence(
              list.items().stream().map(item -> relocated(item, written, position)).toList(),
              position);
      case TableNode table -> {
        TableNode moved = new TableNode(position);
        for (String key : table.keys()) {
          Node entry = table.entry(key);
          if (entry != null) {
            moved.put(key, relocated(entry, written, position));
          }
        }
        yield moved;
      }
    };
  }

  private static Problem syntaxProblem(
      SourceText source, String code, TomlPosition position, @Nullable String message) {
    String text = message == null ? "this is not TOML" : message;
    return new Position(source, position.line(), position.column()).error(code, text, hint(text));
  }

  private static @Nullable String hint(String message) {
    if (message.contains("previously defined")) {
      return "a key or table is defined once; remove one of the two, or write `[[name]]` for a list"
          + " of tables";
    }
    return message.contains("escape sequence")
        ? "write backslashes twice, or use single quotes"
        : null;
  }

  private static TableNode table(TomlTable table, SourceText source, Position position) {
    TableNode node = new TableNode(position);
    for (String key : table.keySet()) {
      Object value = table.get(List.of(key));
      if (value != null) {
        node.put(
            key, node(value, source, place(table.inputPositionOf(List.of(key)), source, position)));
      }
    }
    return node;
  }

  private static Node node(Object value, SourceText source, Position position) {
    return switch (value) {
      case TomlTable table -> table(table, source, position);
      case TomlArray array -> {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          items.add(node(array.get(i), source, place(array.inputPositionOf(i), source, position)));
        }
        yield new Node.Sequence(List.copyOf(items), position);
      }
      default -> new Node.Scalar(value, null, position);
    };
  }

  private static Position place(
      @Nullable TomlPosition position, SourceText source, Position parent) {
    return position == null ? parent : new Position(source, position.line(), position.column());
  }
}
