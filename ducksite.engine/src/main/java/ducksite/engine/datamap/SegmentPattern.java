package ducksite.engine.datamap;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * One segment of a {@link Glob}, compiled: for each alternative of its braces the literals,
 * wildcards and sets it consists of. Matching goes through a name once, whatever the pattern.
 * Immutable.
 */
final class SegmentPattern {

  /** Alternatives beyond this are a mistake. */
  private static final int MOST_ALTERNATIVES = 1000;

  private final List<List<Part>> alternatives;

  private SegmentPattern(List<List<Part>> alternatives) {
    this.alternatives = alternatives;
  }

  /** What a place of a name may hold. */
  private sealed interface Part {
    record Literal(char character) implements Part {}

    record One() implements Part {}

    record Any() implements Part {}

    record OneOf(String ranges, boolean negated) implements Part {}
  }

  /**
   * Compiles a segment.
   *
   * @throws PatternSyntaxException when a bracket is not closed, or braces stand in braces
   */
  static SegmentPattern of(String segment) {
    List<List<Part>> alternatives = new ArrayList<>();
    for (String each : expanded(segment)) {
      alternatives.add(parts(each, segment));
    }
    return new SegmentPattern(List.copyOf(alternatives));
  }

  /** The segment once for each alternative. */
  private static List<String> expanded(String segment) {
    List<String> results = new ArrayList<>(List.of(""));
    int index = 0;
    while (index < segment.length()) {
      char character = segment.charAt(index);
      List<String> choices;
      if (character == '[') {
        int end = endOfSet(segment, index);
        choices = List.of(segment.substring(index, end + 1));
        index = end + 1;
      } else if (character == '{') {
        int end = endOfBraces(segment, index);
        choices = List.of(segment.substring(index + 1, end).split(",", -1));
        index = end + 1;
      } else {
        choices = List.of(String.valueOf(character));
        index++;
      }
      results = product(results, choices, segment);
    }
    return results;
  }

  private static List<String> product(List<String> heads, List<String> tails, String segment) {
    if (heads.size() * (long) tails.size() > MOST_ALTERNATIVES) {
      throw new PatternSyntaxException("the braces have too many alternatives", segment, 0);
    }
    List<String> all = new ArrayList<>();
    heads.forEach(head -> tails.forEach(tail -> all.add(head + tail)));
    return all;
  }

  private static int endOfBraces(String segment, int start) {
    int end = segment.indexOf('}', start);
    int inner = segment.indexOf('{', start + 1);
    if (end < 0 || inner >= 0 && inner < end) {
      throw new PatternSyntaxException("a brace is not closed", segment, start);
    }
    return end;
  }

  private static int endOfSet(String segment, int start) {
    boolean negated = segment.startsWith("!", start + 1);
    int end = segment.indexOf(']', start + (negated ? 3 : 2));
    if (end < 0) {
      throw new PatternSyntaxException("a bracket is not closed", segment, start);
    }
    return end;
  }

  private static List<Part> parts(String text, String segment) {
    List<Part> parts = new ArrayList<>();
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '*' -> parts.add(new Part.Any());
        case '?' -> parts.add(new Part.One());
        case '[' -> {
          int end = endOfSet(text, index);
          boolean negated = text.charAt(index + 1) == '!';
          String ranges = text.substring(index + (negated ? 2 : 1), end);
          checkOrder(ranges, segment);
          parts.add(new Part.OneOf(ranges, negated));
          index = end;
        }
        default -> parts.add(new Part.Literal(character));
      }
    }
    return List.copyOf(parts);
  }

  private static void checkOrder(String ranges, String segment) {
    for (int index = 1; index + 1 < ranges.length(); index++) {
      if (ranges.charAt(index) == '-' && ranges.charAt(index - 1) > ranges.charAt(index + 1)) {
        throw new PatternSyntaxException("a range runs backwards", segment, 0);
      }
    }
  }

  /** Whether a name matches. */
  boolean matches(String name) {
    for (List<Part> parts : alternatives) {
      if (matches(parts, name)) {
        return true;
      }
    }
    return false;
  }

  /** The last {@code *} takes one character more whenever what follows it does not fit. */
  private static boolean matches(List<Part> parts, String name) {
    int part = 0;
    int at = 0;
    int star = -1;
    int starAt = 0;
    while (at < name.length()) {
      if (part < parts.size() && parts.get(part) instanceof Part.Any) {
        star = part++;
        starAt = at;
      } else if (part < parts.size() && fits(parts.get(part), name, at)) {
        // A character beyond the first plane is one place.
        at += width(parts.get(part), name, at);
        part++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (part < parts.size() && parts.get(part) instanceof Part.Any) {
      part++;
    }
    return part == parts.size();
  }

  private static int width(Part part, String name, int at) {
    return part instanceof Part.Literal ? 1 : Character.charCount(name.codePointAt(at));
  }

  private static boolean fits(Part part, String name, int at) {
    return switch (part) {
      case Part.Literal(char character) -> name.charAt(at) == character;
      case Part.One _, Part.Any _ -> true;
      case Part.OneOf(String ranges, boolean negated) ->
          contains(ranges, name.charAt(at)) != negated;
    };
  }

  private static boolean contains(String ranges, char character) {
    int index = 0;
    while (index < ranges.length()) {
      boolean range = index + 2 < ranges.length() && ranges.charAt(index + 1) == '-';
      char low = ranges.charAt(index);
      char high = range ? ranges.charAt(index + 2) : low;
      if (character >= low && character <= high) {
        return true;
      }
      index += range ? 3 : 1;
    }
    return false;
  }
}
