package ducksite.engine.sql;

import ducksite.engine.project.TextEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens around the slots of a text, which stay what they are whatever the slots become: no
 * value ends the string that it stands in, opens a comment, or joins a token beside it. The one
 * exception is a name of which a slot is a part, which stays one name. Immutable.
 */
public final class SlotBorders {

  private static final String STAND_IN = "slot";

  private final List<SqlSlot> slots;
  private final TextEdits standIns;
  private final String text;
  private final List<SqlToken> tokens;

  /** The borders of these slots in a text. */
  public SlotBorders(String sql, List<SqlSlot> slots) {
    this.slots = List.copyOf(slots);
    this.standIns = edits(slots, slots.stream().map(slot -> STAND_IN).toList());
    this.text = standIns.applyTo(sql);
    this.tokens = SqlTokenizer.tokens(text);
  }

  /** The edits that put a text in the place of each slot. */
  public static TextEdits edits(List<SqlSlot> slots, List<String> texts) {
    List<TextEdits.Edit> edits = new ArrayList<>();
    for (int index = 0; index < slots.size(); index++) {
      SqlSlot slot = slots.get(index);
      edits.add(new TextEdits.Edit(slot.start(), slot.end(), texts.get(index)));
    }
    return new TextEdits(edits);
  }

  /** Whether a slot is a token of its own, or in quotes; another one is part of a name. */
  public boolean isWhole(SqlSlot slot) {
    return slot.place().isQuoted() || tokenOf(slot).equals(standIn(slot));
  }

  /** Whether a slot is neither that nor part of a name, as in {@code ${{ name }}}. */
  public boolean isMisplaced(SqlSlot slot) {
    return !isWhole(slot) && tokenOf(slot).kind() != SqlToken.Kind.WORD;
  }

  /**
   * The first slot whose text changes what stands around it.
   *
   * @param sql the text with the slots
   * @param edits what the slots become, see {@link #edits}
   */
  public Optional<SqlSlot> crossed(String sql, TextEdits edits) {
    String rendered = edits.applyTo(sql);
    List<SqlToken> found = SqlTokenizer.tokens(rendered);
    int next = 0;
    for (SqlToken token : tokens) {
      int start = edits.after(standIns.before(token.start()));
      int end = edits.after(standIns.before(token.end()));
      boolean slot = isSlot(token);
      int first = next;
      while (next < found.size() && found.get(next).end() <= end) {
        next++;
      }
      List<SqlToken> same = found.subList(first, next);
      boolean covered =
          !same.isEmpty() && same.getFirst().start() == start && same.getLast().end() == end;
      boolean kept =
          slot
              ? same.stream().noneMatch(each -> each.kind() == SqlToken.Kind.COMMENT)
              : same.size() == 1 && same.getFirst().kind() == token.kind();
      if (!covered || !kept) {
        return Optional.of(before(token));
      }
    }
    return next == found.size() ? Optional.empty() : Optional.of(slots.getLast());
  }

  private boolean isSlot(SqlToken token) {
    return slots.stream().anyMatch(slot -> !slot.place().isQuoted() && token.equals(standIn(slot)));
  }

  private SqlSlot before(SqlToken token) {
    SqlSlot found = slots.getFirst();
    for (SqlSlot slot : slots) {
      if (standIns.after(slot.end()) - STAND_IN.length() <= token.end()) {
        found = slot;
      }
    }
    return found;
  }

  private SqlToken standIn(SqlSlot slot) {
    int end = standIns.after(slot.end());
    return new SqlToken(SqlToken.Kind.WORD, end - STAND_IN.length(), end);
  }

  private SqlToken tokenOf(SqlSlot slot) {
    int start = standIn(slot).start();
    return tokens.stream()
        .filter(token -> token.start() <= start && start < token.end())
        .findFirst()
        .orElseThrow();
  }
}
