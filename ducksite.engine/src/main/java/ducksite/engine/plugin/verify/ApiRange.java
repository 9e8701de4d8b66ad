package ducksite.engine.plugin.verify;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of API versions: an interval as in {@code [0.1,1)}, where a bracket includes its end, a
 * parenthesis does not, and an end may be left out; or comparisons that all must hold, as in {@code
 * >=0.1 <1}. A bare version means this one and every later one of the same major version.
 */
public final class ApiRange {

  /** The version of {@code ducksite.api} that this host serves. */
  public static final String CURRENT = "0.1";

  private static final String VERSION = "[0-9]+(?:\\.[0-9]+)*";
  private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|=|)(" + VERSION + ")");
  private static final Pattern INTERVAL =
      Pattern.compile("([\\[(])\\s*(" + VERSION + "|)\\s*,\\s*(" + VERSION + "|)\\s*([\\])])");
  private static final Pattern SPACE_BEHIND_SIGN = Pattern.compile("(?<=[<>=])\\s+");
  private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

  private ApiRange() {}

  /** Whether a text is a range. */
  public static boolean isValid(String range) {
    List<String> parts = parts(range);
    return !parts.isEmpty() && parts.stream().allMatch(part -> COMPARISON.matcher(part).matches());
  }

  /** Whether a valid range has the version in it. */
  public static boolean contains(String range, String version) {
    return parts(range).stream().allMatch(part -> holds(part, version));
  }

  private static List<String> parts(String range) {
    String text = range.strip();
    Matcher interval = INTERVAL.matcher(text);
    if (interval.matches()) {
      String low = interval.group(2);
      String high = interval.group(3);
      String from = low.isEmpty() ? "" : (interval.group(1).equals("[") ? ">=" : ">") + low;
      String to = high.isEmpty() ? "" : (interval.group(4).equals("]") ? "<=" : "<") + high;
      text = from + " " + to;
    }
    return Arrays.stream(BETWEEN.split(SPACE_BEHIND_SIGN.matcher(text).replaceAll("")))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static boolean holds(String comparison, String version) {
    Matcher matcher = COMPARISON.matcher(comparison);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a comparison of versions: '" + comparison + "'");
    }
    int order = Version.parse(version).compareTo(Version.parse(matcher.group(2)));
    return switch (matcher.group(1)) {
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case "=" -> order == 0;
      default -> order >= 0 && major(version).equals(major(matcher.group(2)));
    };
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }
}
