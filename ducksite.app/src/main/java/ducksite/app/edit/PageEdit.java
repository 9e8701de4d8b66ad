package ducksite.app.edit;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page under edit: its fenced {@code sql}, {@code echart} and {@code table} blocks. */
public final class PageEdit implements TextEdit {

  /** The kinds of blocks that have an id. */
  public static final Set<String> KINDS = Set.of("sql", "echart", "table");

  private static final Pattern FENCE =
      Pattern.compile("(?m)^ {0,3}(`{3,}|~{3,})[ \\t]*(\\w+)[ \\t]+(\\w+)[ \\t]*$");
  private static final Pattern ID = Pattern.compile("\\w+");
  private static final Pattern READS =
      Pattern.compile("(?m)^([ \\t]*(?:query|sql_id|data_query)[ \\t]*:[ \\t]*[\"']?)(\\w+)");

  private String text;

  /** An edit of a text. */
  public PageEdit(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  /** Adds a block at the end. */
  public void add(String kind, String id, String body) throws EditException {
    if (!KINDS.contains(kind)) {
      throw new EditException("a block is one of echart, sql, table; not '" + kind + "'");
    }
    requireId(id);
    if (find(id).isPresent()) {
      throw new EditException("there is a block '" + id + "' already");
    }
    String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    text =
        before + (before.isBlank() ? "" : "\n") + fence(body) + kind + " " + id + "\n" + end(body);
  }

  /** Replaces a block's body. */
  public void replace(String id, String body) throws EditException {
    Block block = existing(id);
    if (body.contains(block.fence())) {
      throw new EditException("the body contains the fence of its block, " + block.fence());
    }
    text = text.substring(0, block.body()) + body.strip() + "\n" + text.substring(block.close());
  }

  /** Gives a block another id; charts and tables of the page that read it follow. */
  public void rename(String id, String another) throws EditException {
    requireId(another);
    Block block = existing(id);
    if (find(another).isPresent()) {
      throw new EditException("there is a block '" + another + "' already");
    }
    text = text.substring(0, block.id()) + another + text.substring(block.id() + id.length());
    text =
        READS
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + (found.group(2).equals(id) ? another : found.group(2))));
  }

  /** Removes a block. */
  public void remove(String id) throws EditException {
    Block block = existing(id);
    text = text.substring(0, block.start()) + text.substring(block.end()).replaceFirst("^\n", "");
  }

  private record Block(String fence, int start, int id, int body, int close, int end) {}

  private Optional<Block> find(String id) {
    Matcher opening = FENCE.matcher(text);
    int from = 0;
    while (opening.find(from)) {
      int body = Math.min(text.length(), opening.end() + 1);
      Matcher closing =
          Pattern.compile("(?m)^ {0,3}" + Pattern.quote(opening.group(1)) + "[`~]*[ \\t]*$")
              .matcher(text);
      boolean closed = closing.find(body);
      int close = closed ? closing.start() : text.length();
      int end = closed ? Math.min(text.length(), closing.end() + 1) : text.length();
      if (KINDS.contains(opening.group(2)) && opening.group(3).equals(id)) {
        return Optional.of(
            new Block(opening.group(1), opening.start(), opening.start(3), body, close, end));
      }
      from = end;
    }
    return Optional.empty();
  }

  private Block existing(String id) throws EditException {
    return find(id).orElseThrow(() -> new EditException("there is no block '" + id + "'"));
  }

  private static void requireId(String id) throws EditException {
    if (!ID.matcher(id).matches()) {
      throw new EditException("'" + id + "' is no id: use letters, digits and `_`");
    }
  }

  private static String fence(String body) {
    return body.contains("```") ? "~~~~" : "```";
  }

  private static String end(String body) {
    return body.strip() + "\n" + fence(body) + "\n";
  }
}
