package ducksite.engine.plugin;

import java.lang.module.ModuleDescriptor.Version;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of API versions: comparisons that all must hold, as in {@code >=0.1 <1}. A bare version
 * means this one and every later one of the same major version.
 */
final class ApiRange {

  /** The version of {@code ducksite.api} that this host serves. */
  static final String CURRENT = "0.1";

  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*");
  private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|=|)\\s*(" + VERSION + ")");

  private ApiRange() {}

  static boolean isValid(String range) {
    return !range.isBlank() && parts(range).allMatch(part -> COMPARISON.matcher(part).matches());
  }

  /** Whether a valid range has the version in it. */
  static boolean contains(String range, String version) {
    return parts(range).allMatch(part -> holds(part, version));
  }

  private static java.util.stream.Stream<String> parts(String range) {
    return Pattern.compile("[,\\s]+(?=[<>=0-9])")
        .splitAsStream(range.strip().replaceAll("(?<=[<>=])\\s+", ""));
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
