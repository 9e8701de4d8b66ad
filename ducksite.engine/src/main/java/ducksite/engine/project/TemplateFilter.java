package ducksite.engine.project;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A step in {@code {{ name | filter }}} between the value and its text. */
public enum TemplateFilter {
  /** The text in small letters. */
  LOWER,
  /** The text in capitals. */
  UPPER,
  /** As an identifier, whatever the policy says. */
  IDENTIFIER,
  /** As a literal, whatever the policy says. */
  LITERAL,
  /** A literal of the value's JSON. */
  JSON;

  private static final Map<String, TemplateFilter> WORDS = words();

  private static Map<String, TemplateFilter> words() {
    Map<String, TemplateFilter> words = new LinkedHashMap<>();
    words.put("lower", LOWER);
    words.put("lowercase", LOWER);
    words.put("upper", UPPER);
    words.put("uppercase", UPPER);
    words.put("identifier", IDENTIFIER);
    words.put("as_identifier", IDENTIFIER);
    words.put("literal", LITERAL);
    words.put("as_literal", LITERAL);
    words.put("json", JSON);
    return words;
  }

  /** The filter that a word means, in any letter case. */
  public static Optional<TemplateFilter> named(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  /** All words. */
  public static Collection<String> knownWords() {
    return WORDS.keySet();
  }

  /** What to do about an unknown word. */
  public static String hint(String word) {
    return Suggestions.hint(word, knownWords())
        .orElse("filters: " + String.join(", ", knownWords()));
  }
}
