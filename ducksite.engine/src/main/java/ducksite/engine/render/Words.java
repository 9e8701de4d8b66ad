package ducksite.engine.render;

/** Names of columns and parameters as people read them. */
public final class Words {

  private Words() {}

  /**
   * Underscores become blanks, and each word begins with a capital; a name with capitals of its own
   * keeps its letters.
   */
  public static String of(String name) {
    String spaced = name.replace('_', ' ').strip();
    if (spaced.isEmpty() || spaced.chars().anyMatch(Character::isUpperCase)) {
      return spaced.isEmpty() ? name : spaced;
    }
    StringBuilder words = new StringBuilder(spaced.length());
    boolean begins = true;
    for (int at = 0; at < spaced.length(); at++) {
      char letter = spaced.charAt(at);
      words.append(begins ? Character.toTitleCase(letter) : letter);
      begins = letter == ' ';
    }
    return words.toString();
  }
}
