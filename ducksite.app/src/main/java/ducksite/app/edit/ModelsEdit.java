package ducksite.app.edit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code sources_sql} under edit: its {@code -- name:} blocks. */
public final class ModelsEdit implements TextEdit {

  private static final Pattern MARKER = Pattern.compile("(?m)^[ \\t]*-- name:[ \\t]*(.*?)[ \\t]*$");

  private String text;

  /** An edit of a text. */
  public ModelsEdit(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  /** Whether a model of this name, without letter case, is here. */
  public boolean has(String name) {
    return find(name).isPresent();
  }

  /** Adds a model behind the others. */
  public void add(String name, String sql) throws EditException {
    if (has(name)) {
      throw new EditException("there is a model '" + name + "' already");
    }
    String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    text = before + (before.isBlank() ? "" : "\n") + block(name, sql);
  }

  /** Replaces a model's SQL; comments around the block stay. */
  public void replace(String name, String sql) throws EditException {
    Block block = existing(name);
    String after = text.substring(block.end());
    text = text.substring(0, block.body()) + body(sql) + (after.isEmpty() ? "" : "\n") + after;
  }

  /** Gives a model another name; who reads it by the old one is not changed. */
  public void rename(String name, String another) throws EditException {
    Block block = existing(name);
    if (!name.equalsIgnoreCase(another) && has(another)) {
      throw new EditException("there is a model '" + another + "' already");
    }
    text = text.substring(0, block.name()) + another + text.substring(block.nameEnd());
  }

  /** Removes a model. */
  public void remove(String name) throws EditException {
    Block block = existing(name);
    text = text.substring(0, block.start()) + text.substring(block.end());
  }

  private record Block(int start, int name, int nameEnd, int body, int end) {}

  private Optional<Block> find(String name) {
    Matcher marker = MARKER.matcher(text);
    while (marker.find()) {
      if (marker.group(1).equalsIgnoreCase(name)) {
        int body = Math.min(text.length(), marker.end() + 1);
        int start = marker.start();
        int nameStart = marker.start(1);
        int nameEnd = marker.end(1);
        int end = marker.find() ? beforeComments(body, marker.start()) : text.length();
        return Optional.of(new Block(start, nameStart, nameEnd, body, end));
      }
    }
    return Optional.empty();
  }

  /** Comments right above the next marker are about the next model. */
  private int beforeComments(int from, int next) {
    int end = next;
    while (end > from) {
      int line = text.lastIndexOf('\n', end - 2) + 1;
      if (line < from || !text.substring(line, end).strip().startsWith("--")) {
        break;
      }
      end = line;
    }
    return end;
  }

  private Block existing(String name) throws EditException {
    return find(name).orElseThrow(() -> new EditException("there is no model '" + name + "'"));
  }

  private static String block(String name, String sql) {
    return "-- name: " + name + "\n" + body(sql);
  }

  private static String body(String sql) {
    return sql.strip() + "\n";
  }
}
