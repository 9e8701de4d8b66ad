package ducksite.app.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code ducksite.toml} under edit: file sources and directory constants, by name. Values are TOML;
 * what cannot be TOML is taken as text.
 */
public final class ConfigurationEdit implements TextEdit {

  private static final String SOURCES = "file_sources";
  private static final String DIRECTORIES = "dirs";
  private static final Pattern TOML_VALUE =
      Pattern.compile("(?s)true|false|[+-]?[0-9][0-9_.:eTZ+-]*|\\[.*]|\\{.*}|\".*\"|'.*'");

  private final List<TomlPiece> pieces;
  private final String lineEnd;

  /** An edit of a text. */
  public ConfigurationEdit(String text) {
    pieces = new ArrayList<>(TomlPieces.of(text));
    lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  @Override
  public String text() {
    return TomlPieces.text(pieces);
  }

  /** Adds a file source behind the others. */
  public void addSource(String name, Map<String, String> keys) throws EditException {
    requireTables(SOURCES);
    if (source(name).isPresent()) {
      throw new EditException("there is a file source '" + name + "' already");
    }
    List<TomlPiece> added = new ArrayList<>();
    added.add(TomlPiece.plain(TomlPiece.Kind.TABLES, SOURCES, "[[" + SOURCES + "]]" + lineEnd));
    added.add(TomlPiece.key("name", quoted(name), lineEnd));
    keys.forEach((key, value) -> added.add(TomlPiece.key(key, written(value), lineEnd)));
    append(added);
  }

  /**
   * Sets and removes keys of a file source.
   *
   * @param keys new values by key
   * @param removed keys to take away
   */
  public void modifySource(String name, Map<String, String> keys, List<String> removed)
      throws EditException {
    for (Map.Entry<String, String> each : keys.entrySet()) {
      set(existing(name), each.getKey(), written(each.getValue()));
    }
    for (String key : removed) {
      int at = indexOf(existing(name), key);
      if (at < 0) {
        throw new EditException("the file source '" + name + "' has no key '" + key + "'");
      }
      pieces.remove(at);
    }
  }

  /** Removes a file source with the comment right above it. */
  public void removeSource(String name) throws EditException {
    remove(existing(name));
  }

  /** Sets a constant of {@code [dirs]}. */
  public void setDirectory(String name, String value, boolean isNew) throws EditException {
    Optional<Block> block = blocks(DIRECTORIES).stream().findFirst();
    boolean known = block.isPresent() && indexOf(block.get(), name) >= 0;
    if (known == isNew) {
      throw new EditException(
          known ? "there is a '" + name + "' already" : "there is no '" + name + "' in [dirs]");
    }
    if (block.isEmpty()) {
      requireTables(DIRECTORIES);
      append(
          List.of(
              TomlPiece.plain(TomlPiece.Kind.TABLE, DIRECTORIES, "[dirs]" + lineEnd),
              TomlPiece.key(name, quoted(value), lineEnd)));
    } else {
      set(block.get(), name, quoted(value));
    }
  }

  /** Removes a constant of {@code [dirs]}. */
  public void removeDirectory(String name) throws EditException {
    Optional<Block> block = blocks(DIRECTORIES).stream().findFirst();
    int at = block.map(each -> indexOf(each, name)).orElse(-1);
    if (at < 0) {
      throw new EditException("there is no '" + name + "' in [dirs]");
    }
    pieces.remove(at);
  }

  /**
   * A table and everything of it.
   *
   * @param start of its header
   * @param keysEnd behind its own keys
   * @param end behind its last sub-table
   */
  private record Block(int start, int keysEnd, int end) {}

  private List<Block> blocks(String table) {
    List<Block> blocks = new ArrayList<>();
    for (int index = 0; index < pieces.size(); index++) {
      if (pieces.get(index).isHeader() && pieces.get(index).name().equals(table)) {
        int keysEnd = -1;
        int end = index + 1;
        int last = index;
        while (end < pieces.size() && belongs(pieces.get(end), table)) {
          if (pieces.get(end).isHeader() && keysEnd < 0) {
            keysEnd = last + 1;
          }
          if (pieces.get(end).isHeader() || pieces.get(end).kind() == TomlPiece.Kind.KEY) {
            last = end;
          }
          end++;
        }
        blocks.add(new Block(index, keysEnd < 0 ? last + 1 : keysEnd, last + 1));
      }
    }
    return blocks;
  }

  private static boolean belongs(TomlPiece piece, String table) {
    return !piece.isHeader() || piece.name().startsWith(table + ".");
  }

  private Optional<Block> source(String name) {
    return blocks(SOURCES).stream()
        .filter(
            block -> {
              int at = indexOf(block, "name");
              return at >= 0 && unquoted(pieces.get(at).valueText()).equals(name);
            })
        .findFirst();
  }

  private Block existing(String name) throws EditException {
    return source(name)
        .orElseThrow(() -> new EditException("there is no file source '" + name + "'"));
  }

  private int indexOf(Block block, String key) {
    for (int index = block.start() + 1; index < block.keysEnd(); index++) {
      TomlPiece piece = pieces.get(index);
      if (piece.kind() == TomlPiece.Kind.KEY && piece.name().equals(key)) {
        return index;
      }
    }
    return -1;
  }

  private void set(Block block, String key, String value) {
    int at = indexOf(block, key);
    if (at >= 0) {
      pieces.set(at, pieces.get(at).withValue(value));
    } else {
      endLine(block.keysEnd() - 1);
      pieces.add(block.keysEnd(), TomlPiece.key(key, value, lineEnd));
    }
  }

  private void remove(Block block) {
    int start = block.start();
    while (start > 0 && pieces.get(start - 1).kind() == TomlPiece.Kind.COMMENT) {
      start--;
    }
    pieces.subList(start, block.end()).clear();
    // One empty line is enough where the table was.
    if (start > 0
        && start < pieces.size()
        && pieces.get(start - 1).kind() == TomlPiece.Kind.BLANK
        && pieces.get(start).kind() == TomlPiece.Kind.BLANK) {
      pieces.remove(start);
    }
  }

  private void append(List<TomlPiece> added) {
    if (!pieces.isEmpty()) {
      endLine(pieces.size() - 1);
      if (pieces.getLast().kind() != TomlPiece.Kind.BLANK) {
        pieces.add(TomlPiece.plain(TomlPiece.Kind.BLANK, "", lineEnd));
      }
    }
    pieces.addAll(added);
  }

  private void endLine(int index) {
    TomlPiece piece = pieces.get(index);
    if (!piece.text().endsWith("\n")) {
      pieces.set(
          index,
          new TomlPiece(
              piece.kind(), piece.name(), piece.text() + lineEnd, piece.value(), piece.valueEnd()));
    }
  }

  private void requireTables(String name) throws EditException {
    boolean header = false;
    for (TomlPiece piece : pieces) {
      header = header || piece.isHeader();
      if (!header && piece.kind() == TomlPiece.Kind.KEY && piece.name().equals(name)) {
        throw new EditException(
            "`" + name + "` is written as one value; write it as tables to edit it here");
      }
    }
  }

  private static String written(String value) {
    return TOML_VALUE.matcher(value.strip()).matches() ? value.strip() : quoted(value);
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      switch (character) {
        case '"', '\\' -> quoted.append('\\').append(character);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (character < ' ' || character == 127) {
            quoted.append(String.format("\\u%04x", (int) character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String unquoted(String value) {
    if (value.length() < 2) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return value.startsWith("\"") ? inner.replace("\\\"", "\"").replace("\\\\", "\\") : inner;
  }
}
