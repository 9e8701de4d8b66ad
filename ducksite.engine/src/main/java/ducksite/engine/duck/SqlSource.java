package ducksite.engine.duck;

import com.fasterxml.jackson.databind.JsonNode;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text under check, its tokens, and the way from DuckDB's byte offsets to characters. Confined
 * to one check.
 */
final class SqlSource {

  private final String text;
  private final List<SqlToken> tokens;
  private final int @Nullable [] characters;

  SqlSource(String text) {
    this.text = text;
    tokens = SqlTokenizer.significant(text);
    characters =
        text.chars().allMatch(character -> character < 0x80) ? null : charactersByByte(text);
  }

  String text() {
    return text;
  }

  List<SqlToken> tokens() {
    return tokens;
  }

  /** The character offset of a node; -1 when DuckDB gives none. */
  int offset(JsonNode node) {
    JsonNode location = node.path("query_location");
    return location.isIntegralNumber() && location.canConvertToInt()
        ? characterOf(location.intValue())
        : -1;
  }

  /** The character at which a byte of the text's UTF-8 form begins; -1 outside the text. */
  int characterOf(int offset) {
    int limit = characters == null ? text.length() : characters.length - 1;
    if (offset < 0 || offset > limit) {
      return -1;
    }
    return characters == null ? offset : characters[offset];
  }

  /** The place in {@link #tokens()} of the token that starts at a character; -1 when none does. */
  int indexAt(int start) {
    int low = 0;
    int high = tokens.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = tokens.get(middle).start();
      if (found == start) {
        return middle;
      }
      if (found < start) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /**
   * The token that holds a table's name, where the table reference starts at a character: the
   * reference may begin with an alias and a colon. A reference without a place ({@code SUMMARIZE
   * orders}) is found when the name stands there once.
   *
   * @param start -1 for a reference without a place
   * @return null when the text there is not this name
   */
  @Nullable SqlToken nameAt(int start, String name) {
    if (start < 0) {
      List<SqlToken> found = tokens.stream().filter(token -> names(token, name)).toList();
      return found.size() == 1 ? found.getFirst() : null;
    }
    int index = indexAt(start);
    if (index < 0) {
      return null;
    }
    if (index + 2 < tokens.size() && tokens.get(index + 1).is(text, ":")) {
      index += 2;
    }
    return names(tokens.get(index), name) ? tokens.get(index) : null;
  }

  private boolean names(SqlToken token, String name) {
    return SqlText.unquoted(token.text(text)).equalsIgnoreCase(name);
  }

  private static int[] charactersByByte(String text) {
    int[] characters = new int[3 * text.length() + 1];
    int bytes = 0;
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      int width = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      java.util.Arrays.fill(characters, bytes, bytes + width, index);
      bytes += width;
      index += Character.charCount(codePoint);
    }
    characters[bytes] = text.length();
    return java.util.Arrays.copyOf(characters, bytes + 1);
  }
}
