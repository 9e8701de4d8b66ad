package ducksite.engine.project;

import java.util.List;

/**
 * Stretches of a text that something else takes the place of, and the way back from an offset in
 * the new text to one in the old. Immutable.
 *
 * @param edits in the order of the text, none inside another
 */
public record TextEdits(List<Edit> edits) {

  /** The text as it is. */
  public static final TextEdits NONE = new TextEdits(List.of());

  /**
   * One stretch.
   *
   * @param start offset of its first char in the old text
   * @param end offset behind its last char in the old text
   * @param text what stands there in the new text
   */
  public record Edit(int start, int end, String text) {}

  /** Edits with their own copy of the list. */
  public TextEdits {
    edits = List.copyOf(edits);
    int behind = 0;
    for (Edit edit : edits) {
      if (edit.start() < behind || edit.end() < edit.start()) {
        throw new IllegalArgumentException("edits overlap at " + edit.start());
      }
      behind = edit.end();
    }
  }

  /** The new text. */
  public String applyTo(String old) {
    if (edits.isEmpty()) {
      return old;
    }
    StringBuilder edited = new StringBuilder(old.length());
    int copied = 0;
    for (Edit edit : edits) {
      edited.append(old, copied, edit.start()).append(edit.text());
      copied = edit.end();
    }
    return edited.append(old, copied, old.length()).toString();
  }

  /** The offset in the old text; inside an edit, that of its start. */
  public int before(int after) {
    int moved = 0;
    for (Edit edit : edits) {
      int start = edit.start() + moved;
      if (after < start) {
        break;
      }
      if (after < start + edit.text().length()) {
        return edit.start();
      }
      moved += edit.text().length() - (edit.end() - edit.start());
    }
    return after - moved;
  }

  /** The offset in the new text of one in the old that is not inside an edit. */
  public int after(int before) {
    int moved = 0;
    for (Edit edit : edits) {
      if (before < edit.end()) {
        break;
      }
      moved += edit.text().length() - (edit.end() - edit.start());
    }
    return before + moved;
  }
}
